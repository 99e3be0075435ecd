{%- set purposes = ['handling', 'logged_in', 'scheduled', 'adherent'] -%}
with

pieces as (

    select * from {{ ref('int_agent_states_dated') }}

),

started as (

    select
        {%- for name in purposes %}
        case when {{ name }}_from > piece_from then {{ name }}_from else piece_from end
            as {{ name }}_starts_at,
        {%- endfor %}
        *

    from pieces

),

measured as (

    select
        agent_id,
        team_id,
        agent_state,
        scheduled_state,
        {%- for purpose in purposes %}
        cast(case
            when {{ purpose }}_from is not null and {{ purpose }}_starts_at < piece_to
                then {{ seconds_between(purpose ~ '_starts_at', 'piece_to') }}
            else 0
        end as decimal(18, 3)) as {{ purpose }}_seconds,
        {%- endfor %}
        state_date,
        started_at,
        told_ended_at,
        piece_from,
        piece_to

    from started

)

select * from measured
