{{ config(materialized='view') }}

with

orders as (

    select * from {{ ref('int_orders_unioned') }}

    where ordered_at <= {{ as_of_at() }}

),

-- all others are their own customer: few are looked up instead of every one
merged as (

    select * from {{ ref('int_customers_resolved') }}

    where source_customer_id <> customer_id

),

test_customers as (

    select * from {{ ref('int_customers_described') }}

    where is_test

),

rates as (

    select * from {{ ref('int_currency_days_rated') }}

),

dated as (

    select
        order_id,
        customer_id,
        currency,
        order_amount,
        is_cancelled,
        {{ reporting_date('ordered_at') }} as ordered_on,
        ordered_at

    from orders

),

priced as (

    select
        dated.order_id,
        coalesce(merged.customer_id, dated.customer_id) as customer_id,
        dated.currency,
        dated.order_amount,
        {{ reporting_amount('dated.order_amount', 'dated.currency', 'rates.rate') | indent(8) }},
        dated.is_cancelled,
        dated.ordered_on,
        dated.ordered_at

    from dated

    left join merged
        on dated.customer_id = merged.source_customer_id

    left join rates
        on dated.currency = rates.currency
        and dated.ordered_on = rates.sold_on

),

scoped as (

    select
        priced.*,

        case
            when priced.is_cancelled then 'cancelled'
            when test_customers.customer_id is not null then 'test_customer'
        end as exclusion_reason

    from priced

    left join test_customers
        on priced.customer_id = test_customers.customer_id

)

select * from scoped
