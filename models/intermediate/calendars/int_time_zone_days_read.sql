with

schedules as (

    select * from {{ ref('int_business_schedules_zoned') }}

    where is_zone_known

),

numbers as (

    {{ dbt.generate_series(calendar_days() + 6) | indent(4) }}

),

zones as (

    select time_zone

    from schedules

    group by 1

),

days as (

    select
        zones.time_zone,

        -- three days more at either end, for the days whose local part reaches into the calendar
        {{ calendar_day('numbers.generated_number - 4') }} as calendar_date

    from zones

    cross join numbers

),

clocked as (

    select
        time_zone,
        calendar_date,
        cast(calendar_date as timestamp) as midnight_at,
        {{ local_time('cast(calendar_date as timestamp)', 'time_zone') }} as clock_shows

    from days

),

read as (

    select
        time_zone,
        calendar_date,
        cast({{ seconds_between('midnight_at', 'clock_shows') }} as integer) as offset_seconds

    from clocked

)

select * from read
