-- control_limit: ten values have limits of 83.7 and 95.5, so that 79 is a signal and 84 is none.
with

moved as (

    select
        day_number,
        chart_value,
        abs(chart_value - lag(chart_value) over (order by day_number)) as moving_range

    from (
        values
        (1, 88), (2, 91), (3, 90), (4, 87), (5, 89), (6, 92), (7, 90), (8, 88), (9, 91), (10, 90)
    ) as listed (day_number, chart_value)

),

summed as (

    select
        cast(sum(chart_value) as double) / count(chart_value) as centre,
        cast(sum(moving_range) as double) / count(moving_range) as mean_range

    from moved

),

limited as (

    select
        centre,
        mean_range,
        {{ control_limit('centre', 'mean_range', -1) }} as lower_limit,
        {{ control_limit('centre', 'mean_range', 1) }} as upper_limit

    from summed

)

select *

from limited

where
    abs(centre - 89.6) > 0.0001
    or abs(mean_range - 2.2222) > 0.0001
    or abs(lower_limit - 83.7) > 0.05
    or abs(upper_limit - 95.5) > 0.05
    or not (79 < lower_limit and 84 > lower_limit)
