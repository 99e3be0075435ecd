{{ config(enabled=plugged_in('zendesk', 'api'), materialized='view') }}

with

events as (

    select * from {{ ref('prep_zendesk_api__audit_events') }}

    where
        event_kind = 'field'
        and field_name in ('status', 'priority', 'group_id', 'assignee_id')

)

select
    ticket_id,
    field_name,
    happened_at as changed_at,
    place,
    cast(null as timestamp) as arrived_at,
    user_id,
    vendor_value,
    previous_value,
    _loaded_at

from events
