-- A customer who writes several times before an answer comes asks once.
with

turns as (

    select * from {{ ref('int_ticket_answers_sequenced') }}

    where turn_kind = 'question' and reply_count > 0

),

grouped as (

    select
        ticket_id,
        row_number() over (partition by ticket_id order by answer_count) as cycle_number,
        min(turned_at) as started_at,
        min(next_answered_at) as ended_at,
        min(next_answer_kind) as ended_by

    from turns

    group by ticket_id, answer_count

)

select * from grouped
