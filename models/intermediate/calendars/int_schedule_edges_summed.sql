with

schedules as (

    select * from {{ ref('int_business_schedules_zoned') }}

    where is_zone_known

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

numbered as (

    select schedule_number

    from schedules

    group by 1

),

edges as (

    select
        schedule_number,
        opens_at as edge_at,
        1 as edge_step

    from shifts

    union all

    select
        schedule_number,
        closes_at as edge_at,
        -1 as edge_step

    from shifts

    union all

    -- one holiday outweighs any number of shifts
    select
        schedule_number,
        starts_at as edge_at,
        -1000000 as edge_step

    from holidays

    union all

    select
        schedule_number,
        ends_at as edge_at,
        1000000 as edge_step

    from holidays

    union all

    -- midnights change nothing and cut every opening into UTC days
    select
        numbered.schedule_number,
        cast({{ calendar_day('numbers.generated_number - 1') }} as timestamp) as edge_at,
        0 as edge_step

    from numbered

    cross join numbers

),

summed as (

    select
        schedule_number,
        edge_at,
        cast(sum(edge_step) as integer) as edge_step,
        edge_at = cast(cast(edge_at as date) as timestamp) as is_midnight

    from edges

    group by 1, 2

)

select *

from summed

-- where one shift hands over to the next, nothing changes
where is_midnight or edge_step <> 0
