{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

schedule_holidays as (

    select * from {{ ref('base_custom__schedule_holidays') }}

    where row_fate = 'kept'

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'schedule_holidays.schedule_id') }} as schedule_id,
        schedule_holidays.holiday_name,
        schedule_holidays.starts_on,
        coalesce(schedule_holidays.ends_on, schedule_holidays.starts_on) as ends_on,
        coalesce(schedule_holidays.starts_at_minute, 0) as starts_at_minute,
        coalesce(schedule_holidays.ends_at_minute, 1440) as ends_at_minute,
        schedule_holidays.source_updated_at,
        schedule_holidays._loaded_at as loaded_at

    from schedule_holidays

)

select * from conformed
