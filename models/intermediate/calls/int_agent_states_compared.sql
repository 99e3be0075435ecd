-- Stretches of agents up to now, and what each is worth: handling, logged in, scheduled, adherent.
with

agent_states as (

    select * from {{ ref('int_agent_states_unioned') }}

    where started_at <= {{ as_of_at() }}

),

overlapping as (

    select * from {{ ref('int_agents_overlapped') }}

),

grouped as (

    select
        agent_id,
        agent_state,
        scheduled_state,
        started_at,
        ended_at as told_ended_at,
        case when ended_at > {{ as_of_at() }} then {{ as_of_at() }} else ended_at end as ended_at,
        agent_state in ('on_contact', 'wrap') as is_handling,
        agent_state in ('available', 'on_contact', 'wrap') as is_logged_in,
        coalesce(scheduled_state not in ('offline', 'unmapped'), false) as is_scheduled,

        -- an agent on the rota as available may be on a contact
        case when agent_state in ('on_contact', 'wrap') then 'available' else agent_state end
            as told_activity,
        case
            when scheduled_state in ('on_contact', 'wrap') then 'available' else scheduled_state
        end as scheduled_activity

    from agent_states

),

compared as (

    select
        grouped.*,
        grouped.is_scheduled and grouped.told_activity = grouped.scheduled_activity as is_adherent,
        overlapping.agent_id is not null as is_overlapping

    from grouped

    left join overlapping
        on grouped.agent_id = overlapping.agent_id

)

select * from compared
