-- STAND-IN: subscriptions as they are.
with

subscriptions as (

    select * from {{ ref('int_subscriptions_unioned') }}

    where not is_trial and starts_on <= {{ reporting_date(as_of_at()) }}

)

select
    customer_id,
    subscription_id as period_id,
    starts_on,
    ends_on

from subscriptions
