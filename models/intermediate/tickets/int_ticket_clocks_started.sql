-- Every stretch of time that some SLA metric measures on a ticket, whether anybody promised it or not.
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

first_answers as (

    select * from turns

    where turn_kind <> 'question' and answer_count = 1

),

whole_tickets as (

    select
        tickets.ticket_id,
        tickets.opened_at as started_at,
        first_answers.turn_kind as answered_by,
        case
            when first_answers.turned_at < tickets.opened_at then tickets.opened_at
            else first_answers.turned_at
        end as answered_at,
        case when measures.is_solved then measures.last_solved_at end as solved_at

    from tickets

    inner join measures
        on tickets.ticket_id = measures.ticket_id

    left join first_answers
        on tickets.ticket_id = first_answers.ticket_id

),

questions as (

    select
        ticket_id,
        row_number() over (partition by ticket_id order by answer_count) as cycle_number,
        min(turned_at) as started_at,
        min(next_answered_at) as ended_at,
        min(next_answer_kind) as ended_by

    from turns

    where turn_kind = 'question' and reply_count > 0

    group by ticket_id, answer_count

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

    union all

    select ticket_id, 'next_reply', cycle_number, started_at, ended_at, ended_by from questions
    {% for metric in ['pausable_update', 'periodic_update'] %}
    union all

    select ticket_id, '{{ metric }}', cycle_number, started_at, ended_at, ended_by from updates
    {% endfor %}
    {%- for metric in ['requester_wait', 'agent_work', 'resolution'] %}
    union all

    select
        ticket_id,
        '{{ metric }}',
        1,
        started_at,
        solved_at,
        case when solved_at is not null then 'solve' end

    from whole_tickets
    {% endfor %}
)

select * from started
