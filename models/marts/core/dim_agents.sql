with

agents as (

    select * from {{ ref('int_agents_unioned') }}

),

listed as (

    select
        agent_id,

        -- the one personal value that may leave staging, and only where the company asks for it
        case when {{ var('publish_agent_names') }} then agent_name end as agent_name,
        employee_id,
        team_id,
        agent_role,
        is_active,
        created_at

    from agents

)

select * from listed
