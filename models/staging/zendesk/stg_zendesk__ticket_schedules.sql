{{ config(enabled=plugged_in('zendesk', 'fivetran')) }}

with

applications as (

    select * from {{ ref('base_zendesk_fivetran__ticket_schedules') }}

    where row_fate = 'kept'

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'ticket_id') }} as ticket_id,
        {{ vendor_id('zendesk', 'schedule_id') }} as schedule_id,
        created_at as applied_at,
        created_at as source_updated_at,
        _loaded_at as loaded_at

    from applications

)

select * from conformed
