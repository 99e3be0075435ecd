with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

events as (

    select * from {{ ref('int_ticket_events_completed') }}

    where event_type = 'status_changed'

),

changes as (

    select
        *,

        row_number() over (
            partition by ticket_id
            order by event_number
        ) as change_number

    from events

),

steps as (

    select
        tickets.ticket_id,
        cast(0 as bigint) as event_number,

        -- the first change tells of the time before it
        coalesce(changes.from_value, 'new') as ticket_status,
        tickets.opened_at as in_force_from

    from tickets

    left join changes
        on tickets.ticket_id = changes.ticket_id
        and changes.change_number = 1

    union all

    select
        changes.ticket_id,
        changes.event_number,
        changes.to_value as ticket_status,

        -- a clock that is wrong never lets a ticket begin before it was opened
        greatest(changes.event_at, tickets.opened_at) as in_force_from

    from changes

    inner join tickets
        on changes.ticket_id = tickets.ticket_id

),

bounded as (

    select
        ticket_id,
        ticket_status,
        in_force_from,

        coalesce(lead(in_force_from) over (
            partition by ticket_id
            order by event_number
        ), cast('9999-12-31' as timestamp)) as in_force_to

    from steps

)

select *

from bounded

-- of several changes in one instant only the last was ever in force
where in_force_from < in_force_to
