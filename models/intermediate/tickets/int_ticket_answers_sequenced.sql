-- What customers ask and what ends their waiting: human replies and solves, one after another.
with

events as (

    select * from {{ ref('int_ticket_events_completed') }}

    where event_type = 'public_reply' and actor_type in ('customer', 'agent')

),

cycles as (

    select * from {{ ref('int_ticket_cycles_cut') }}

    where solved_at is not null

),

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

turns as (

    select
        ticket_id,
        event_number,
        case actor_type when 'agent' then 'reply' else 'question' end as turn_kind,
        event_at as turned_at

    from events

    union all

    select
        ticket_id,
        solved_event_number as event_number,
        'solve' as turn_kind,
        solved_at as turned_at

    from cycles

),

bounded as (

    select
        turns.ticket_id,
        turns.event_number,
        turns.turn_kind,

        -- what lies before the opening comes from a clock that is wrong
        greatest(turns.turned_at, tickets.opened_at) as turned_at

    from turns

    inner join tickets
        on turns.ticket_id = tickets.ticket_id

),

sequenced as (

    select
        *,

        count(case when turn_kind <> 'question' then 1 end) over (
            partition by ticket_id
            order by event_number
            rows between unbounded preceding and current row
        ) as answer_count,

        count(case when turn_kind = 'reply' then 1 end) over (
            partition by ticket_id
            order by event_number
            rows between unbounded preceding and current row
        ) as reply_count

    from bounded

),

answers as (

    select * from sequenced

    where turn_kind <> 'question'

)

select
    sequenced.ticket_id,
    sequenced.event_number,
    sequenced.turn_kind,
    sequenced.answer_count,
    sequenced.reply_count,
    sequenced.turned_at,
    answers.turn_kind as next_answer_kind,
    answers.turned_at as next_answered_at

from sequenced

left join answers
    on sequenced.ticket_id = answers.ticket_id
    and sequenced.answer_count + 1 = answers.answer_count
