{{ config(enabled=plugged_in('zendesk', 'api'), materialized='view') }}

with

events as (

    select * from {{ ref('prep_zendesk_api__audit_events') }}

    where event_kind = 'comment'

)

select
    event_key as comment_key,
    ticket_id,
    happened_at as said_at,
    place,
    user_id,
    is_public,
    false as is_deleted,
    _loaded_at

from events
