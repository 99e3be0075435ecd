with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

events as (

    select * from {{ ref('int_ticket_events_completed') }}

),

statuses as (

    select
        ticket_id,
        event_number,
        event_at,
        actor_type,
        to_value in ('resolved', 'closed') as is_solved,

        coalesce(lag(to_value in ('resolved', 'closed')) over (
            partition by ticket_id
            order by event_number
        ), false) as was_solved

    from events

    -- a deletion neither solves nor reopens
    where event_type = 'status_changed' and to_value <> 'deleted'

),

numbered as (

    select
        *,
        1 + sum(case when was_solved and not is_solved then 1 else 0 end) over (
            partition by ticket_id
            order by event_number
            rows between unbounded preceding and current row
        ) as cycle_number

    from statuses

    -- only what solves or reopens turns a cycle
    where is_solved <> was_solved

),

turned as (

    select
        ticket_id,
        cast(cycle_number as integer) as cycle_number,
        min(case when was_solved and not is_solved then event_at end) as reopened_at,
        min(case when was_solved and not is_solved then actor_type end) as reopened_by_actor_type,
        min(case when is_solved and not was_solved then event_at end) as solved_at,
        min(case when is_solved and not was_solved then event_number end) as solved_event_number

    from numbered

    group by 1, 2

),

openings as (

    select
        ticket_id,
        1 as cycle_number
    from tickets

    union all

    select
        ticket_id,
        cycle_number
    from turned

    where cycle_number > 1

),

cut as (

    select
        openings.ticket_id,
        openings.cycle_number,
        case
            when openings.cycle_number = 1 then tickets.opened_by_actor_type
            else turned.reopened_by_actor_type
        end as started_by_actor_type,
        case
            when openings.cycle_number = 1 then tickets.opened_at
            else turned.reopened_at
        end as started_at,
        turned.solved_at,
        turned.solved_event_number,

        row_number() over (
            partition by openings.ticket_id
            order by openings.cycle_number desc
        ) = 1 as is_last_cycle

    from openings

    inner join tickets
        on openings.ticket_id = tickets.ticket_id

    left join turned
        on openings.ticket_id = turned.ticket_id
        and openings.cycle_number = turned.cycle_number

)

select * from cut
