-- Evidence for decision 15: ends of subscriptions by month, and how many of them were the loss of a customer.
with

subscriptions as (

    select * from {{ ref('fct_subscriptions') }}

    where exclusion_reason is null and ends_on < {{ reporting_date(as_of_at()) }}

),

spans as (

    select * from {{ ref('fct_customer_spans') }}

),

matched as (

    select
        subscriptions.subscription_id,
        cast({{ dbt.date_trunc('month', 'subscriptions.ends_on') }} as date) as month_starts_on,
        coalesce(spans.ends_on = subscriptions.ends_on, false) as is_loss,
        coalesce(spans.is_in_grace and spans.last_active_on = subscriptions.ends_on, false)
            as is_pending,
        coalesce(spans.ends_on = subscriptions.ends_on and later.span_number is not null, false)
            as is_won_back_since

    from subscriptions

    left join spans
        on subscriptions.customer_id = spans.customer_id
        and subscriptions.span_number = spans.span_number

    left join spans as later
        on spans.customer_id = later.customer_id
        and spans.span_number + 1 = later.span_number

)

select
    month_starts_on,
    count(*) as ended_subscriptions,
    sum(case when is_loss then 1 else 0 end) as last_of_a_span,
    sum(case when is_pending then 1 else 0 end) as still_in_grace,
    sum(case when not is_loss and not is_pending then 1 else 0 end) as customer_went_on,
    sum(case when is_won_back_since then 1 else 0 end) as won_back_since

from matched

group by 1

order by 1
