with

spans as (

    select * from {{ ref('int_agent_teams_spanned') }}

),

people as (

    select * from {{ ref('int_agents_identified') }}

),

listed as (

    select
        spans.agent_id,
        spans.team_id,

        -- an agent that no vendor lists is a person of their own
        coalesce(people.agent_person_id, spans.agent_id) as agent_person_id,
        spans.is_seen_at_work,
        spans.valid_from,
        spans.valid_to

    from spans

    left join people
        on spans.agent_id = people.agent_id

)

select * from listed
