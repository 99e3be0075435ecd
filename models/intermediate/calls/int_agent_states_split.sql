{%- set purposes = ['handling', 'logged_in', 'scheduled', 'adherent'] -%}
with

agent_states as (

    select * from {{ ref('int_agent_states_merged') }}

),

numbers as (

    {{ dbt.generate_series(calendar_days()) | indent(4) }}

),

dated as (

    select
        *,
        {{ reporting_date('started_at') }} as started_on,

        -- what ends at midnight has no part in the next day
        {{ reporting_date(seconds_after('ended_at', -0.001)) }} as ended_on

    from agent_states

),

lasting as (

    select
        *,
        {{ dbt.datediff('started_on', 'ended_on', 'day') }} as midnight_count

    from dated

),

-- few last over a midnight: only they are laid over days
laid as (

    select
        *,
        started_on as state_date,
        cast(null as timestamp) as day_starts_at,
        cast(null as timestamp) as day_ends_at

    from lasting

    where midnight_count <= 0

    union all

    select
        lasting.*,
        {{ plus_days('lasting.started_on', 'cast(numbers.generated_number - 1 as integer)') }}
            as state_date,
        {{ local_midnight(plus_days(
            'lasting.started_on', 'cast(numbers.generated_number - 1 as integer)'
        ), var('reporting_time_zone')) }} as day_starts_at,
        {{ local_midnight(plus_days(
            'lasting.started_on', 'cast(numbers.generated_number as integer)'
        ), var('reporting_time_zone')) }} as day_ends_at

    from lasting

    inner join numbers
        on numbers.generated_number <= lasting.midnight_count + 1

    where lasting.midnight_count > 0

),

cut as (

    select
        *,
        case when day_starts_at > started_at then day_starts_at else started_at end as piece_from,
        case when day_ends_at < ended_at then day_ends_at else ended_at end as piece_to

    from laid

),

started as (

    select
        *,
        {%- for purpose in purposes %}
        case when {{ purpose }}_from > piece_from then {{ purpose }}_from else piece_from end
            as {{ purpose }}_starts_at{{ ',' if not loop.last }}
        {%- endfor %}

    from cut

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
        piece_from,
        piece_to

    from started

)

select * from measured
