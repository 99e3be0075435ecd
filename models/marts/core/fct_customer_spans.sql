-- STAND-IN: subscriptions as they are, not merged.
with

subscriptions as (

    select * from {{ ref('int_subscriptions_unioned') }}

    where not is_trial

),

spanned as (

    select
        customer_id,
        cast(row_number() over (
            partition by customer_id
            order by starts_on, subscription_id
        ) as integer) as span_number,
        'unknown' as customer_segment,
        false as is_in_grace,
        starts_on,
        ends_on,
        ends_on as last_active_on

    from subscriptions

)

select * from spanned
