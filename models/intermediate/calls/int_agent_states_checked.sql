{#- An agent is in one state at a time: a state ends where the agent's next one starts. -#}
with

agent_states as (

    select * from {{ ref('int_agent_states_unioned') }}

    where started_at <= {{ as_of_at() }}

),

agents as (

    select * from {{ ref('int_agents_unioned') }}

),

followed as (

    select
        *,
        lead(started_at) over (partition by agent_id order by started_at) as next_started_at

    from agent_states

),

checked as (

    select
        followed.agent_id,
        followed.agent_state,
        followed.scheduled_state,
        followed.started_at,

        case
            when followed.ended_at < followed.started_at then followed.started_at
            when followed.ended_at > followed.next_started_at then followed.next_started_at
            else followed.ended_at
        end as ended_at,

        followed.vendor,
        followed.instance,
        followed.source_updated_at,
        followed.loaded_at,

        nullif(concat_ws(
            ', ',
            case when followed.ended_at < followed.started_at then 'ends before it starts' end,
            case when followed.ended_at > followed.next_started_at then 'overlaps the next' end,
            case when agents.agent_id is null then 'unknown agent' end
        ), '') as defects

    from followed

    left join agents
        on followed.agent_id = agents.agent_id

)

select * from checked
