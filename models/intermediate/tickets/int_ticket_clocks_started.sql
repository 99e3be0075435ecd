{{ config(materialized='view') }}

-- Every stretch of time that some SLA metric measures on a ticket, promised or not.
with

measures as (

    select * from {{ ref('int_tickets_measured') }}

),

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

turns as (

    select * from {{ ref('int_ticket_answers_sequenced') }}

),

questions as (

    select * from {{ ref('int_ticket_questions_grouped') }}

),

first_answers as (

    select * from turns

    where turn_kind <> 'question' and answer_count = 1

),

whole_tickets as (

    select
        tickets.ticket_id,
        tickets.opened_at as started_at,
        first_answers.turn_kind as answered_by,
        first_answers.turned_at as answered_at,
        case
            when measures.is_solved then greatest(measures.last_solved_at, tickets.opened_at)
        end as solved_at

    from tickets

    inner join measures
        on tickets.ticket_id = measures.ticket_id

    left join first_answers
        on tickets.ticket_id = first_answers.ticket_id

),

updates as (

    select
        ticket_id,
        reply_count as cycle_number,
        turned_at as started_at,
        next_answered_at as ended_at,
        next_answer_kind as ended_by

    from turns

    where turn_kind = 'reply'

),

started as (

    select
        ticket_id,
        'first_reply' as sla_metric,
        1 as cycle_number,
        started_at,
        answered_at as ended_at,
        answered_by as ended_by

    from whole_tickets
    {% for metric, stretches in [
        ('next_reply', 'questions'), ('pausable_update', 'updates'), ('periodic_update', 'updates')
    ] %}
    union all

    select
        ticket_id,
        '{{ metric }}' as sla_metric,
        cycle_number,
        started_at,
        ended_at,
        ended_by

    from {{ stretches }}
    {% endfor %}
    {%- for metric in ['requester_wait', 'agent_work', 'resolution'] %}
    union all

    select
        ticket_id,
        '{{ metric }}' as sla_metric,
        1 as cycle_number,
        started_at,
        solved_at as ended_at,
        case when solved_at is not null then 'solve' end as ended_by

    from whole_tickets
    {% endfor %}
)

select * from started
