-- Evidence for decision 13: logins whose last team at work is not their home team now.
with

agents as (

    select * from {{ ref('dim_agents') }}

),

spans as (

    select * from {{ ref('dim_agent_teams') }}

    where is_seen_at_work and valid_to = cast('9999-12-31' as date)

)

select
    agents.agent_id,
    agents.agent_person_id,
    agents.team_id as home_team_id,
    spans.team_id as last_team_id,
    spans.valid_from

from agents

inner join spans
    on agents.agent_id = spans.agent_id

where agents.team_id <> spans.team_id

order by 1
