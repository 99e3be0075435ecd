with

events as (

    select * from {{ ref('int_ticket_events_completed') }}

    where event_type in ('public_reply', 'private_note') and not is_synthetic

),

flagged as (

    select
        *,
        case
            when event_type = 'public_reply' and actor_type = 'customer' then 1
            else 0
        end as is_customer_reply

    from events

),

counted as (

    select
        ticket_id,
        cast(count(*) as integer) as comment_count,
        cast(count(case when event_type = 'private_note' then 1 end) as integer)
            as private_note_count,
        cast(count(case when actor_type = 'agent' then 1 end) as integer) as agent_comment_count,
        cast(sum(is_customer_reply) as integer) as customer_reply_count,
        cast(count(distinct case when actor_type = 'agent' then actor_id end) as integer)
            as commenting_agent_count,
        max(event_at) as last_commented_at

    from flagged

    group by 1

)

select * from counted
