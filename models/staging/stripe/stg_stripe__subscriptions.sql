{#- The port behind it is a view that several models read: what costs joins is stored here. -#}
{{ config(enabled=plugged_in('stripe')) }}

with

subscriptions as (

    select * from {{ ref('prep_stripe__subscriptions') }}

),

prices as (

    select * from {{ ref('prep_stripe__prices') }}

),

priced as (

    select
        subscription_key,
        min(plan) as plan,
        cast(sum(monthly_amount) as decimal(18, 3)) as monthly_amount

    from prices

    group by 1

),

-- a trial and what follows it are two rows
parts as (

    select
        *,
        true as is_trial,
        started_on as starts_on,
        {{ plus_days('trial_ended_on', -1) }} as part_ends_on

    from subscriptions

    where trial_ended_on > started_on

    union all

    select
        *,
        false as is_trial,
        case when trial_ended_on > started_on then trial_ended_on else started_on end as starts_on,
        cast(null as date) as part_ends_on

    from subscriptions

    -- whoever left within the trial never paid
    where
        trial_ended_on is null
        or ended_on is null
        or trial_ended_on <= started_on
        or ended_on >= trial_ended_on

),

conformed as (

    select
        'stripe' as vendor,
        '{{ instance_of('stripe') }}' as instance,
        {{ vendor_id('stripe', 'parts.id') }} as subscription_id,
        {{ vendor_id('stripe', 'parts.customer') }} as customer_id,
        priced.plan,
        parts.starts_on,

        -- one that ends on the day it began was there for that day
        case
            when parts.ended_on < parts.starts_on then parts.starts_on
            when parts.part_ends_on is null or parts.ended_on < parts.part_ends_on
                then parts.ended_on
            else parts.part_ends_on
        end as ends_on,

        parts.is_trial,
        parts.cancel_requested_at,
        parts.end_reason,
        case parts.end_reason
            when 'cancellation_requested' then true
            when 'payment_failed' then false
            when 'payment_disputed' then false
        end as is_voluntary_end,
        priced.monthly_amount,
        parts.currency,
        parts.source_updated_at,
        parts._loaded_at as loaded_at

    from parts

    left join priced
        on parts.id = priced.subscription_key

)

select * from conformed
