{%- set zone = var('reporting_time_zone') -%}
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
        {{ reporting_date('ended_at') }} as ended_on

    from agent_states

),

lasting {{ evaluated_once() }} (

    select
        *,
        {{ dbt.datediff(
            'started_on', 'ended_on', 'day'
        ) }} as midnight_count

    from dated

),

-- few last over a midnight: only they are laid over days
laid as (

    select
        *,
        0 as day_number

    from lasting

    where midnight_count <= 0

    union all

    select
        lasting.*,
        cast(numbers.generated_number - 1 as integer) as day_number

    from lasting

    inner join numbers
        on numbers.generated_number <= lasting.midnight_count + 1

    where lasting.midnight_count > 0

),

named as (

    select
        *,
        {{ plus_days('started_on', 'day_number') }} as state_date,
        {{ plus_days('started_on', 'day_number + 1') }} as next_date

    from laid

),

cut as (

    select
        *,
        case when day_number > 0 then {{ local_midnight('state_date', zone) }} else started_at end
            as piece_from,
        case
            when day_number < midnight_count then {{ local_midnight('next_date', zone) }}
            else ended_at
        end as piece_to

    from named

)

select *

from cut

-- what ends at midnight has no part in the next day
where day_number = 0 or piece_from < ended_at
