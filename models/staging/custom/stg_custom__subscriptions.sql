{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

subscriptions as (

    select * from {{ ref('base_custom__subscriptions') }}

    where row_fate = 'kept'

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'subscriptions.subscription_id') }} as subscription_id,
        {{ vendor_id('custom', 'subscriptions.customer_id') }} as customer_id,
        subscriptions.plan,
        subscriptions.starts_on,
        subscriptions.ends_on,
        coalesce(subscriptions.is_trial, false) as is_trial,
        subscriptions.cancel_requested_at,
        subscriptions.end_reason,
        subscriptions.is_voluntary_end,
        subscriptions.monthly_amount,
        upper(subscriptions.currency) as currency,
        subscriptions.source_updated_at,
        subscriptions._loaded_at as loaded_at

    from subscriptions

)

select * from conformed
