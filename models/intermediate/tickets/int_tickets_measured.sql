with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

events as (

    select * from {{ ref('int_ticket_events_completed') }}

),

cycles as (

    select * from {{ ref('int_ticket_cycles_cut') }}

),

replies as (

    select * from {{ ref('int_ticket_replies_counted') }}

),

solves as (

    select
        ticket_id,
        min(solved_at) as first_solved_at,
        max(solved_at) as last_solved_at,
        min(case when cycle_number = 2 then started_at end) as first_reopened_at,
        cast(count(*) - 1 as integer) as reopen_count,
        count(case when is_last_cycle then solved_at end) = 1 as is_solved

    from cycles

    group by 1

),

history as (

    select
        ticket_id,
        max(case when is_synthetic then 0 else 1 end) = 1 as has_events

    from events

    group by 1

),

latest as (

    select
        ticket_id,
        max(event_number) as status_event_number,
        max(case when to_value = 'closed' then event_number end) as closing_number,
        max(case when to_value not in ('closed', 'deleted') then event_number end) as living_number,
        max(case when to_value = 'closed' then event_at end) as last_closed_at

    from events

    where event_type = 'status_changed'

    group by 1

),

measured as (

    select
        tickets.ticket_id,
        coalesce(statuses.to_value, tickets.ticket_status) as ticket_status,
        case when history.has_events then coalesce(replies.public_reply_count, 0) end
            as public_reply_count,
        case when history.has_events then coalesce(replies.first_cycle_reply_count, 0) end
            as first_cycle_reply_count,

        -- without events a ticket has one cycle, whatever its counter says
        case
            when history.has_events then solves.reopen_count
            else tickets.reopen_count
        end as reopen_count,
        coalesce(history.has_events, false) as has_events,
        solves.is_solved,
        replies.first_replied_at,
        solves.first_solved_at,
        solves.last_solved_at,
        solves.first_reopened_at,

        -- what was opened again was not closed for good
        case
            when latest.closing_number > coalesce(latest.living_number, 0)
                then latest.last_closed_at
        end as closed_at

    from tickets

    inner join solves
        on tickets.ticket_id = solves.ticket_id

    left join history
        on tickets.ticket_id = history.ticket_id

    left join latest
        on tickets.ticket_id = latest.ticket_id

    left join replies
        on tickets.ticket_id = replies.ticket_id

    left join events as statuses
        on latest.ticket_id = statuses.ticket_id
        and latest.status_event_number = statuses.event_number

)

select * from measured
