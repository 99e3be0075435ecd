with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

events as (

    select * from {{ ref('int_ticket_events_completed') }}

),

currents as (

    select ticket_id, 'team_assigned' as attribute, team_id as current_value from tickets

    union all

    select ticket_id, 'agent_assigned' as attribute, agent_id as current_value from tickets

    union all

    select ticket_id, 'priority_changed' as attribute, priority as current_value from tickets

),

changes as (

    select
        ticket_id,
        event_type as attribute,
        event_number,
        event_at,
        from_value,
        to_value,

        row_number() over (
            partition by ticket_id, event_type
            order by event_number
        ) as change_number

    from events

    where event_type in ('team_assigned', 'agent_assigned', 'priority_changed')

),

openings as (

    select
        currents.ticket_id,
        currents.attribute,
        case when changes.ticket_id is null then currents.current_value else changes.from_value end as given_value

    from currents

    left join changes
        on currents.ticket_id = changes.ticket_id
        and currents.attribute = changes.attribute
        and changes.change_number = 1

),

stepped as (

    select
        ticket_id,
        attribute,
        0 as event_number,
        cast('1900-01-01' as timestamp) as in_force_from,
        given_value

    from openings

    union all

    select
        ticket_id,
        attribute,
        event_number,
        event_at as in_force_from,
        to_value as given_value

    from changes

)

select * from stepped
