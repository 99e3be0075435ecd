{{ config(enabled=plugged_in('stripe'), materialized='view') }}
{%- set epoch = "cast('1970-01-01' as timestamp)" -%}
with

subscriptions as (

    select * from {{ ref('base_stripe__subscriptions') }}

    -- what is tried in test mode is nobody's subscription
    where row_fate = 'kept' and coalesce(livemode, true)

),

words as (

    select * from {{ ref('stripe_words') }}

),

timed as (

    select
        subscriptions.id,
        subscriptions.customer,
        upper(subscriptions.currency) as currency,
        {{ json_text('subscriptions.cancellation_details', 'reason') }} as end_reason,
        coalesce(words.port_word, 'active') as standing,
        {{ seconds_after(epoch, 'coalesce(subscriptions.start_date, subscriptions.created)') }}
            as started_at,
        {{ seconds_after(epoch, 'subscriptions.trial_end') }} as trial_ended_at,
        {{ seconds_after(epoch, 'subscriptions.canceled_at') }} as cancel_requested_at,
        {{ seconds_after(epoch, "coalesce(subscriptions.ended_at, case
            when coalesce(words.port_word, 'active') = 'ended' then subscriptions.canceled_at
            else subscriptions.cancel_at
        end)") }} as ended_at,
        {{ seconds_after(epoch, 'coalesce(subscriptions.updated, subscriptions.created)') }}
            as source_updated_at,
        subscriptions._loaded_at

    from subscriptions

    left join words
        on words.vocabulary = 'subscription_status'
        and {{ word_key('subscriptions.status') }} = words.vendor_word

),

-- the day on which it ends begins without it
dated as (

    select
        *,
        {{ reporting_date('started_at') }} as started_on,
        {{ reporting_date('trial_ended_at') }} as trial_ended_on,
        {{ plus_days(reporting_date('ended_at'), -1) }} as ended_on

    from timed

    -- a first payment that never came makes no subscription
    where standing <> 'never' and started_at is not null

)

select * from dated
