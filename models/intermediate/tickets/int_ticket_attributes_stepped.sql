with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

events as (

    select * from {{ ref('int_ticket_events_completed') }}

    where event_type in ('team_assigned', 'agent_assigned', 'priority_changed')

),

currents as (
    {% for attribute, column in [
        ('team_assigned', 'team_id'), ('agent_assigned', 'agent_id'), ('priority_changed', 'priority')
    ] %}
    select
        ticket_id,
        '{{ attribute }}' as attribute,
        {{ column }} as current_value

    from tickets
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

changes as (

    select
        *,

        row_number() over (
            partition by ticket_id, event_type
            order by event_number
        ) as change_number,

        coalesce(lead(event_at) over (
            partition by ticket_id, event_type
            order by event_number
        ), cast('9999-12-31' as timestamp)) as next_changed_at

    from events

),

stepped as (

    select
        currents.ticket_id,
        currents.attribute,
        0 as event_number,
        cast('1900-01-01' as timestamp) as in_force_from,
        coalesce(changes.event_at, cast('9999-12-31' as timestamp)) as in_force_to,

        -- the first change tells of the time before it; without changes it is as it is now
        case
            when changes.ticket_id is null then currents.current_value
            else changes.from_value
        end as given_value

    from currents

    left join changes
        on currents.ticket_id = changes.ticket_id
        and currents.attribute = changes.event_type
        and changes.change_number = 1

    union all

    select
        ticket_id,
        event_type as attribute,
        event_number,
        event_at as in_force_from,
        next_changed_at as in_force_to,
        to_value as given_value

    from changes

)

select * from stepped
