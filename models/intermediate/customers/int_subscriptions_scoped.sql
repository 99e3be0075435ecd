{{ config(materialized='view') }}

with

subscriptions as (

    select * from {{ ref('int_subscriptions_unioned') }}

    where starts_on <= {{ reporting_date(as_of_at()) }}

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

priced as (

    select
        subscriptions.subscription_id,
        coalesce(merged.customer_id, subscriptions.customer_id) as customer_id,
        subscriptions.plan,
        subscriptions.end_reason,
        subscriptions.is_trial,
        subscriptions.is_voluntary_end,
        subscriptions.monthly_amount,
        subscriptions.currency,
        {{ reporting_amount(
            'subscriptions.monthly_amount', 'subscriptions.currency', 'rates.rate'
        ) | indent(8) }},
        subscriptions.starts_on,
        subscriptions.ends_on,
        case
            when subscriptions.cancel_requested_at <= {{ as_of_at() }}
                then subscriptions.cancel_requested_at
        end as cancel_requested_at

    from subscriptions

    left join merged
        on subscriptions.customer_id = merged.source_customer_id

    left join rates
        on subscriptions.currency = rates.currency
        and subscriptions.starts_on = rates.sold_on

),

scoped as (

    select
        priced.*,

        case
            when priced.is_trial then 'trial'
            when priced.ends_on < priced.starts_on then 'ends_before_start'
            when test_customers.customer_id is not null then 'test_customer'
        end as exclusion_reason

    from priced

    left join test_customers
        on priced.customer_id = test_customers.customer_id

)

select * from scoped
