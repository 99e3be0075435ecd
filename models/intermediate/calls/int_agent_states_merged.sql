{#-
    Stretches of one agent may run at once, such as two chats: for each purpose one counts from where the
    earlier ones of that purpose end. Cut at the next one's start, the longer of two chats would be lost.
-#}
{%- set purposes = ['handling', 'logged_in', 'scheduled', 'adherent'] -%}
{%- set over_earlier -%}
over (partition by agent_id order by started_at rows between unbounded preceding and 1 preceding)
{%- endset -%}
with

agent_states as (

    select * from {{ ref('int_agent_states_unioned') }}

    where started_at <= {{ as_of_at() }}

),

agents as (

    select * from {{ ref('int_agents_unioned') }}

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
        case when ended_at > {{ as_of_at() }} then {{ as_of_at() }} else ended_at end as ended_at,
        agent_state in ('on_contact', 'wrap') as is_handling,
        agent_state in ('available', 'on_contact', 'wrap') as is_logged_in,
        coalesce(scheduled_state not in ('offline', 'unmapped'), false) as is_scheduled,

        -- an agent on the rota as available may be on a contact
        case when agent_state in ('on_contact', 'wrap') then 'available' else agent_state end
            as activity,
        case
            when scheduled_state in ('on_contact', 'wrap') then 'available' else scheduled_state
        end as scheduled_activity

    from agent_states

),

compared as (

    select
        grouped.*,
        grouped.is_scheduled and grouped.activity = grouped.scheduled_activity as is_adherent,
        overlapping.agent_id is not null as is_overlapping

    from grouped

    left join overlapping
        on grouped.agent_id = overlapping.agent_id

),

-- few agents do two things at once: only they need a window for each purpose
covered as (

    select
        {%- for purpose in purposes %}
        max(case when is_{{ purpose }} then ended_at end) {{ over_earlier }} as {{ purpose }}_until,
        {%- endfor %}
        *

    from compared

    where is_overlapping

    union all

    select
        {%- for purpose in purposes %}
        cast(null as timestamp) as {{ purpose }}_until,
        {%- endfor %}
        *

    from compared

    where not is_overlapping

),

merged as (

    select
        covered.agent_id,
        coalesce(agents.team_id, 'unknown') as team_id,
        covered.agent_state,
        covered.scheduled_state,
        {%- for purpose in purposes %}
        case
            when not covered.is_{{ purpose }} then null
            when covered.{{ purpose }}_until > covered.started_at then covered.{{ purpose }}_until
            else covered.started_at
        end as {{ purpose }}_from,
        {%- endfor %}
        covered.started_at,
        covered.ended_at

    from covered

    left join agents
        on covered.agent_id = agents.agent_id

)

select * from merged
