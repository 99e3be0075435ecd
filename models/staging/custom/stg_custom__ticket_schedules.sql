{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

ticket_schedules as (

    select * from {{ ref('base_custom__ticket_schedules') }}

    where row_fate = 'kept'

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'ticket_schedules.ticket_id') }} as ticket_id,
        {{ vendor_id('custom', 'ticket_schedules.schedule_id') }} as schedule_id,
        ticket_schedules.applied_at,
        ticket_schedules.source_updated_at,
        ticket_schedules._loaded_at as loaded_at

    from ticket_schedules

)

select * from conformed
