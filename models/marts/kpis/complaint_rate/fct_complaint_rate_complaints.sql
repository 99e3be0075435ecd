{#- A view: there can be millions of customers, and the daily fact alone reads it. -#}
{{ config(materialized='view') }}

with

complaints as (

    select * from {{ ref('fct_feedback_items') }}

    where feedback_source = 'complaint'

),

spans as (

    select * from {{ ref('fct_customer_spans') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'complaint_rate'

),

events as (

    select
        feedback_id,
        customer_id,
        customer_segment,
        cast(null as {{ dbt.type_string() }}) as reason,
        given_on as happened_on

    from complaints

),

{{ per_customer_days('feedback_id') }}

select * from weighed
