-- For each promise, the first human reply and the first solve that came after it was made.
with

targets as (

    select * from {{ ref('int_sla_targets_unioned') }}

    where tier <> 'computed' and applied_at <= {{ as_of_at() }}

),

events as (

    select * from {{ ref('int_ticket_events_completed') }}

),

cycles as (

    select * from {{ ref('int_ticket_cycles_cut') }}

),

answers as (

    select
        ticket_id,
        event_at as replied_at,
        cast(null as timestamp) as solved_at

    from events

    where event_type = 'public_reply' and actor_type = 'agent'

    union all

    select
        ticket_id,
        cast(null as timestamp) as replied_at,
        solved_at

    from cycles

    where solved_at is not null

),

answered as (

    select
        targets.sla_target_id,
        min(answers.replied_at) as replied_at,
        min(answers.solved_at) as solved_at

    from targets

    inner join answers
        on targets.ticket_id = answers.ticket_id
        and targets.applied_at <= coalesce(answers.replied_at, answers.solved_at)

    group by 1

)

select * from answered
