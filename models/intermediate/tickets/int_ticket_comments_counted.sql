with

events as (

    select * from {{ ref('int_ticket_events_completed') }}

    where event_type in ('public_reply', 'private_note') and not is_synthetic

),

turns as (

    select * from {{ ref('int_ticket_answers_sequenced') }}

),

counted as (

    select
        ticket_id,
        cast(count(*) as integer) as comment_count,
        cast(count(case when event_type = 'private_note' then 1 end) as integer)
            as private_note_count,
        cast(count(case when event_type = 'public_reply' and actor_type = 'customer' then 1 end)
            as integer) as customer_reply_count,
        cast(count(distinct case when actor_type = 'agent' then actor_id end) as integer)
            as commenting_agent_count,
        max(event_at) as last_commented_at

    from events

    group by 1

),

-- how long customers waited for each reply, from their first unanswered question
waits as (

    select
        ticket_id,
        answer_count,
        max({{ seconds_between('turned_at', 'next_answered_at') }}) as longest_wait

    from turns

    where turn_kind = 'question' and next_answer_kind = 'reply'

    group by 1, 2

),

waited as (

    select
        ticket_id,
        cast(sum(longest_wait) as decimal(18, 3)) as reply_wait_seconds

    from waits

    group by 1

)

select
    counted.*,
    waited.reply_wait_seconds

from counted

left join waited
    on counted.ticket_id = waited.ticket_id
