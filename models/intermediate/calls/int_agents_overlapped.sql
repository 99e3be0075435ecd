with

agent_states as (

    select * from {{ ref('int_agent_states_unioned') }}

),

-- where stretches overlap at all, two that follow each other do
followed as (

    select
        agent_id,
        ended_at,
        lead(started_at) over (
            partition by agent_id order by started_at, ended_at
        ) as next_started_at

    from agent_states

),

overlapped as (

    select agent_id

    from followed

    where ended_at > next_started_at

    group by 1

)

select * from overlapped
