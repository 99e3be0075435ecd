with

schedules as (

    select schedule_number

    from {{ ref('int_business_schedules_zoned') }}

    where is_zone_known

    group by 1

),

shifts as (

    select * from {{ ref('int_schedule_shifts_dated') }}

),

holidays as (

    select * from {{ ref('int_schedule_holidays_dated') }}

),

numbers as (

    {{ dbt.generate_series(calendar_days() + 1) | indent(4) }}

),

edges as (

    select schedule_number, opens_at as edge_at, 1 as step from shifts

    union all

    select schedule_number, closes_at as edge_at, -1 as step from shifts

    union all

    -- one holiday outweighs any number of shifts
    select schedule_number, starts_at as edge_at, -1000000 as step from holidays

    union all

    select schedule_number, ends_at as edge_at, 1000000 as step from holidays

    union all

    -- midnights change nothing and cut every opening into UTC days
    select
        schedules.schedule_number,
        cast({{ calendar_day('numbers.generated_number - 1') }} as timestamp) as edge_at,
        0 as step

    from schedules

    cross join numbers

),

summed as (

    select
        schedule_number,
        edge_at,
        cast(sum(step) as integer) as step,
        edge_at = cast(cast(edge_at as date) as timestamp) as is_midnight

    from edges

    group by 1, 2

)

select *

from summed

-- where one shift hands over to the next, nothing changes
where is_midnight or step <> 0
