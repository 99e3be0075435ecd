with

agents as (

    select * from {{ ref('int_agents_unioned') }}

),

overrides as (

    select * from {{ ref('agent_overrides') }}

),

employees as (

    select
        email_hash,
        min(employee_id) as employee_id

    from agents

    where employee_id is not null and email_hash is not null and agent_role <> 'bot'

    group by 1

    -- an address that employees share tells nobody apart
    having min(employee_id) = max(employee_id)

),

identified as (

    select
        agents.agent_id,

        case
            when overrides.agent_person_id is not null then overrides.agent_person_id

            -- a bot often has the address of whoever set it up
            when agents.agent_role = 'bot' then agents.agent_id
            when agents.employee_id is not null then 'employee:' || agents.employee_id
            when employees.employee_id is not null then 'employee:' || employees.employee_id
            when agents.email_hash is not null then 'email:' || agents.email_hash
            else agents.agent_id
        end as agent_person_id

    from agents

    left join employees
        on agents.email_hash = employees.email_hash

    left join overrides
        on agents.agent_id = overrides.agent_id

)

select * from identified
