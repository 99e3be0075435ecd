with

events as (

    select * from {{ ref('int_ticket_events_completed') }}

    where event_type = 'public_reply' and actor_type = 'agent'

),

cycles as (

    select * from {{ ref('int_ticket_cycles_cut') }}

    where cycle_number = 1

),

counted as (

    select
        events.ticket_id,
        min(events.event_at) as first_replied_at,
        cast(count(*) as integer) as public_reply_count,
        cast(sum(case when events.event_at > cycles.solved_at then 0 else 1 end) as integer)
            as first_cycle_reply_count

    from events

    inner join cycles
        on events.ticket_id = cycles.ticket_id

    group by 1

)

select * from counted
