-- What stands in for the history of a ticket whose vendor delivers none.
with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

events as (

    select * from {{ ref('int_ticket_events_unioned') }}

),

eventful as (

    select ticket_id from events

    group by 1

),

eventless as (

    select tickets.*

    from tickets

    left join eventful
        on tickets.ticket_id = eventful.ticket_id

    where eventful.ticket_id is null

),

unioned as (

    select
        ticket_id,
        'public_reply' as event_type,
        'agent' as actor_type,
        cast(null as {{ dbt.type_string() }}) as to_value,
        0 as sequence_number,
        first_replied_at as event_at

    from eventless

    union all

    select
        ticket_id,
        'status_changed' as event_type,
        'unknown' as actor_type,
        'resolved' as to_value,
        1 as sequence_number,
        resolved_at as event_at

    from eventless

    union all

    select
        ticket_id,
        'status_changed' as event_type,
        'unknown' as actor_type,
        'closed' as to_value,
        2 as sequence_number,
        closed_at as event_at

    from eventless

)

select * from unioned

where event_at is not null
