with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

events as (

    select * from {{ ref('int_ticket_events_unioned') }}

),

milestones as (

    select * from {{ ref('int_ticket_milestones_unioned') }}

),

completed as (

    select
        events.ticket_event_id,
        events.ticket_id,
        events.event_type,
        events.actor_type,
        events.actor_id,
        events.from_value,
        events.to_value,
        events.sequence_number,
        false as is_synthetic,
        events.event_at

    from events

    inner join tickets
        on events.ticket_id = tickets.ticket_id

    union all

    select
        ticket_id || ':milestone:' || cast(sequence_number as {{ dbt.type_string() }})
            as ticket_event_id,
        ticket_id,
        event_type,
        actor_type,
        cast(null as {{ dbt.type_string() }}) as actor_id,
        cast(null as {{ dbt.type_string() }}) as from_value,
        to_value,
        cast(sequence_number as bigint) as sequence_number,
        true as is_synthetic,
        event_at

    from milestones

),

numbered as (

    select
        ticket_id,
        event_type,
        actor_type,
        actor_id,
        from_value,
        to_value,
        sequence_number,
        is_synthetic,
        event_at,

        row_number() over (
            partition by ticket_id
            order by event_at, sequence_number, ticket_event_id
        ) as event_number

    from completed

    where event_at <= {{ as_of_at() }}

)

select * from numbered
