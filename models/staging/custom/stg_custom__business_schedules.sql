{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

business_schedules as (

    select * from {{ ref('base_custom__business_schedules') }}

    where row_fate = 'kept'

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'business_schedules.schedule_id') }} as schedule_id,
        business_schedules.schedule_name,
        business_schedules.weekday,
        business_schedules.opens_at_minute,
        coalesce(business_schedules.closes_at_minute, 1440) as closes_at_minute,
        business_schedules.time_zone,
        coalesce(business_schedules.is_default, false) as is_default,
        coalesce(business_schedules.valid_from, cast('1900-01-01' as timestamp)) as valid_from,
        business_schedules.valid_to,
        business_schedules.source_updated_at,
        business_schedules._loaded_at as loaded_at

    from business_schedules

)

select * from conformed
