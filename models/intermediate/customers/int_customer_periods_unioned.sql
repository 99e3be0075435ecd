{#- What makes customers active; cohorts need subscriptions in any case. -#}
{{ config(materialized='view') }}
{%- set order_days = var('order_active_days', 90) -%}
{%- set by_orders = var('customer_activity') == 'orders' -%}
with

subscriptions as (

    select * from {{ ref('int_subscriptions_scoped') }}

    where exclusion_reason is null

),

{%- if by_orders %}

orders as (

    select * from {{ ref('int_orders_scoped') }}

    where exclusion_reason is null

),
{%- endif %}

unioned as (

    select
        'subscriptions' as activity,
        customer_id,
        subscription_id as period_id,
        end_reason,
        is_voluntary_end,
        reporting_amount,
        starts_on,
        ends_on

    from subscriptions

    {%- if by_orders %}

    union all

    select
        'orders' as activity,
        customer_id,
        order_id as period_id,
        cast(null as {{ dbt.type_string() }}) as end_reason,
        cast(null as boolean) as is_voluntary_end,
        reporting_amount,
        ordered_on as starts_on,
        {{ plus_days('ordered_on', order_days - 1) }} as ends_on

    from orders
    {%- endif %}

)

select * from unioned
