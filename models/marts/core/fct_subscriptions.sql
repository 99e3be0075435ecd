with

subscriptions as (

    select * from {{ ref('int_subscriptions_scoped') }}

),

-- few periods belong to another span than the first
later_periods as (

    select * from {{ ref('int_customer_periods_numbered') }}

    where activity = 'subscriptions' and span_number > 1

)

select
    subscriptions.subscription_id,
    subscriptions.customer_id,
    subscriptions.plan,
    subscriptions.exclusion_reason,
    subscriptions.end_reason,
    case
        when subscriptions.exclusion_reason is null then coalesce(later_periods.span_number, 1)
    end as span_number,
    subscriptions.monthly_amount,
    subscriptions.currency,
    subscriptions.reporting_amount,
    subscriptions.amount_exclusion_reason,
    subscriptions.is_voluntary_end,
    subscriptions.starts_on,
    subscriptions.ends_on,
    subscriptions.cancel_requested_at

from subscriptions

left join later_periods
    on subscriptions.subscription_id = later_periods.period_id
    and subscriptions.starts_on = later_periods.starts_on
