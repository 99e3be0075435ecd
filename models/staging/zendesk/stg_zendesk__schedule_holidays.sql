{{ config(enabled=plugged_in('zendesk', 'fivetran')) }}

with

holidays as (

    select * from {{ ref('base_zendesk_fivetran__schedule_holidays') }}

    where row_fate = 'kept' and not coalesce(is_deleted, false)

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'schedule_id') }} as schedule_id,
        min(name) as holiday_name,
        start_date as starts_on,
        max(coalesce(end_date, start_date)) as ends_on,
        0 as starts_at_minute,
        1440 as ends_at_minute,
        cast(null as timestamp) as source_updated_at,
        max(_loaded_at) as loaded_at

    from holidays

    -- nothing keeps two holidays of one schedule from starting on the same day
    group by schedule_id, start_date

)

select * from conformed
