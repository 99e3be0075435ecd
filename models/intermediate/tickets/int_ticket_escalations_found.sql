with

events as (

    select * from {{ ref('int_ticket_events_completed') }}

    where event_type in ('team_assigned', 'agent_assigned', 'escalated')

),

teams as (

    select * from {{ ref('int_teams_unioned') }}

),

agents as (

    select * from {{ ref('int_agents_unioned') }}

    where agent_role = 'manager'

),

stepped as (

    select
        *,

        -- vendors that do not name the value before a change have named it in the change before
        coalesce(from_value, lag(to_value) over (
            partition by ticket_id, event_type
            order by event_number
        )) as value_before

    from events

),

found as (

    select
        stepped.ticket_id,
        stepped.event_number,
        case when stepped.event_type = 'team_assigned' then 'functional' else 'hierarchical' end
            as escalation_type,
        stepped.event_at

    from stepped

    left join teams as teams_before
        on stepped.event_type = 'team_assigned'
        and stepped.value_before = teams_before.team_id

    left join teams as teams_after
        on stepped.event_type = 'team_assigned'
        and stepped.to_value = teams_after.team_id

    left join agents as managers_before
        on stepped.event_type = 'agent_assigned'
        and stepped.value_before = managers_before.agent_id

    left join agents as managers_after
        on stepped.event_type = 'agent_assigned'
        and stepped.to_value = managers_after.agent_id

    -- from one manager to another nothing is escalated
    where
        stepped.event_type = 'escalated'
        or teams_after.support_tier > teams_before.support_tier
        or (managers_after.agent_id is not null and managers_before.agent_id is null)

)

select * from found
