with

agents as (

    select * from {{ ref('int_agents_unioned') }}

),

people as (

    select * from {{ ref('int_agents_identified') }}

),

listed as (

    select
        agents.agent_id,
        people.agent_person_id,

        -- the one personal value that may leave staging, and only where the company asks for it
        case when {{ var('publish_agent_names') }} then agents.agent_name end as agent_name,
        agents.employee_id,
        agents.team_id,
        agents.agent_role,
        agents.is_active,
        agents.created_at

    from agents

    inner join people
        on agents.agent_id = people.agent_id

)

select * from listed
