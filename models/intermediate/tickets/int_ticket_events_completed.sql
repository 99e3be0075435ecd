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

known as (

    select
        events.ticket_event_id,
        events.ticket_id,
        events.event_at,
        events.sequence_number,
        events.event_type,
        events.actor_type,
        events.actor_id,
        events.from_value,
        events.to_value,
        false as is_synthetic

    from events

    inner join tickets
        on events.ticket_id = tickets.ticket_id

),

eventless as (

    select tickets.* from tickets

    left join eventful
        on tickets.ticket_id = eventful.ticket_id

    where eventful.ticket_id is null

),

milestones as (

    select ticket_id, 'first_reply' as milestone, first_replied_at as event_at from eventless

    union all

    select ticket_id, 'resolved' as milestone, resolved_at as event_at from eventless

    union all

    select ticket_id, 'closed' as milestone, closed_at as event_at from eventless

),

synthetic as (

    select
        ticket_id || ':' || milestone as ticket_event_id,
        ticket_id,
        event_at,
        cast(case milestone when 'closed' then 2 when 'resolved' then 1 else 0 end as bigint) as sequence_number,
        case milestone when 'first_reply' then 'public_reply' else 'status_changed' end as event_type,
        case milestone when 'first_reply' then 'agent' else 'unknown' end as actor_type,
        cast(null as {{ dbt.type_string() }}) as actor_id,
        cast(null as {{ dbt.type_string() }}) as from_value,
        case when milestone <> 'first_reply' then milestone end as to_value,
        true as is_synthetic

    from milestones

),

completed as (

    select * from known

    union all

    select * from synthetic

),

numbered as (

    select
        *,
        row_number() over (
            partition by ticket_id
            order by event_at, sequence_number, ticket_event_id
        ) as event_number

    from completed

    where event_at <= {{ as_of_at() }}

)

select * from numbered
