{#- A view: there can be millions of contacts and customers, and the daily fact alone reads it. -#}
{{ config(materialized='view') }}

with

contacts as (

    select * from {{ ref('fct_contacts') }}

),

spans as (

    select * from {{ ref('fct_customer_spans') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'contact_rate'

),

-- somebody nobody knows came, too
events as (

    select
        contact_id,
        customer_id,
        customer_segment,
        nullif(exclusion_reason, 'unknown_customer') as reason,
        {{ reporting_date('contacted_at') }} as happened_on

    from contacts

),

{{ per_customer_days('contact_id') }}

select * from weighed
