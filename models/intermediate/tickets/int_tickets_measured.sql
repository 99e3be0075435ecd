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

solves as (

    select
        ticket_id,
        min(solved_at) as first_solved_at,
        max(solved_at) as last_solved_at,
        count(solved_at) as solve_count,
        count(*) - 1 as reopen_count,
        min(case when cycle_number = 2 then started_at end) as first_reopened_at,
        max(case when is_last_cycle and solved_at is not null then 1 else 0 end) = 1 as is_solved

    from cycles

    group by 1

),

happenings as (

    select
        events.ticket_id,
        max(case when events.is_synthetic then 0 else 1 end) = 1 as has_events,
        min(case when events.event_type = 'public_reply' and events.actor_type = 'agent' then events.event_at end)
            as first_replied_at,
        sum(case when events.event_type = 'public_reply' and events.actor_type = 'agent' then 1 else 0 end)
            as public_reply_count,
        sum(case
            when events.event_type = 'public_reply' and events.actor_type = 'agent'
                and events.event_at <= solves.first_solved_at then 1 else 0
        end) as first_cycle_reply_count,
        sum(case
            when events.event_type = 'agent_assigned' and events.from_value <> events.to_value then 1 else 0
        end) as reassignment_count,
        max(case when events.event_type = 'status_changed' and events.to_value = 'closed' then events.event_at end)
            as closed_at

    from events

    inner join solves
        on events.ticket_id = solves.ticket_id

    group by 1

),

latest as (

    select
        ticket_id,
        to_value as ticket_status,

        row_number() over (
            partition by ticket_id
            order by event_number desc
        ) = 1 as is_latest

    from events

    where event_type = 'status_changed'

),

measured as (

    select
        tickets.ticket_id,
        coalesce(happenings.has_events, false) as has_events,
        coalesce(latest.ticket_status, tickets.ticket_status) as ticket_status,
        happenings.first_replied_at,
        cast(case when happenings.has_events then happenings.public_reply_count end as integer) as public_reply_count,
        cast(case when happenings.has_events then happenings.first_cycle_reply_count end as integer)
            as first_cycle_reply_count,
        cast(case when happenings.has_events then solves.reopen_count else tickets.reopen_count end as integer)
            as reopen_count,
        cast(
            case when happenings.has_events then happenings.reassignment_count else tickets.reassignment_count end
            as integer
        ) as reassignment_count,
        solves.is_solved,
        solves.first_solved_at,
        solves.last_solved_at,
        solves.first_reopened_at,
        happenings.closed_at

    from tickets

    inner join solves
        on tickets.ticket_id = solves.ticket_id

    left join happenings
        on tickets.ticket_id = happenings.ticket_id

    left join latest
        on tickets.ticket_id = latest.ticket_id
        and latest.is_latest

)

select * from measured
