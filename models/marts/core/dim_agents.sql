with

agents as (

    select * from {{ ref('int_agents_unioned') }}

),

listed as (

    select
        agent_id,

        -- the one personal value that may leave staging, and only where the company asks for it
        {{ 'agent_name' if var('publish_agent_names') else 'cast(null as ' ~ dbt.type_string() ~ ')' }} as agent_name,
        employee_id,
        team_id,
        agent_role,
        is_active,
        created_at

    from agents

)

select * from listed
