{#-
    Stretches of one agent may run at once, such as two chats: for each purpose one counts from where the
    earlier ones of that purpose end. Cut at the next one's start, the longer of two chats would be lost.
-#}
{%- set purposes = ['handling', 'logged_in', 'scheduled', 'adherent'] -%}
{%- set over_earlier -%}
over (partition by agent_id order by started_at, told_ended_at rows between unbounded preceding and 1 preceding)
{%- endset -%}
with

-- each read for itself: a CTE of two readers can hang under a LIMIT (decision 18)
crowded_states as (

    select * from {{ ref('int_agent_states_compared') }}

    where is_overlapping

),

lone_states as (

    select * from {{ ref('int_agent_states_compared') }}

    where not is_overlapping

),

agents as (

    select * from {{ ref('int_agents_unioned') }}

),

-- few agents do two things at once: only they need a window for each purpose
covered as (

    select
        {%- for purpose in purposes %}
        max(case when is_{{ purpose }} then ended_at end) {{ over_earlier }} as {{ purpose }}_until,
        {%- endfor %}
        *

    from crowded_states

    union all

    select
        {%- for purpose in purposes %}
        cast(null as timestamp) as {{ purpose }}_until,
        {%- endfor %}
        *

    from lone_states

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
        covered.ended_at,
        covered.told_ended_at

    from covered

    left join agents
        on covered.agent_id = agents.agent_id

)

select * from merged
