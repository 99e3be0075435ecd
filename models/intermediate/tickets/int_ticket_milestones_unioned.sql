{{ config(materialized='view') }}
-- What stands in for the history of a ticket whose vendor delivers none.
with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

unioned as (

    select
        ticket_id,
        'public_reply' as event_type,
        'agent' as actor_type,
        cast(null as {{ dbt.type_string() }}) as to_value,
        0 as sequence_number,
        first_replied_at as event_at

    from tickets

    union all

    select
        ticket_id,
        'status_changed' as event_type,
        'unknown' as actor_type,
        'resolved' as to_value,
        1 as sequence_number,
        resolved_at as event_at

    from tickets

    union all

    select
        ticket_id,
        'status_changed' as event_type,
        'unknown' as actor_type,
        'closed' as to_value,
        2 as sequence_number,
        closed_at as event_at

    from tickets

)

select * from unioned

where event_at is not null
