-- How long customers waited for replies: each time from their first question since the last answer.
with

turns as (

    select * from {{ ref('int_ticket_answers_sequenced') }}

),

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

    where opened_by_actor_type = 'customer'

),

questions as (

    select
        ticket_id,
        answer_count,
        turned_at as asked_at,
        next_answered_at as answered_at

    from turns

    where turn_kind = 'question' and next_answer_kind = 'reply'

    union all

    -- what a customer opens a ticket with is the first question of all
    select
        turns.ticket_id,
        0 as answer_count,
        tickets.opened_at as asked_at,
        turns.turned_at as answered_at

    from turns

    inner join tickets
        on turns.ticket_id = tickets.ticket_id

    where turns.turn_kind = 'reply' and turns.answer_count = 1

),

waits as (

    select
        ticket_id,
        answer_count,
        max({{ seconds_between('asked_at', 'answered_at') }}) as longest_wait

    from questions

    group by 1, 2

),

added as (

    select
        ticket_id,
        cast(sum(longest_wait) as decimal(18, 3)) as reply_wait_seconds

    from waits

    group by 1

)

select * from added
