with

days as (

    select * from {{ ref('int_time_zone_days_read') }}

),

numbers as (

    {{ dbt.generate_series(60) | indent(4) }}

),

compared as (

    select
        *,

        lag(offset_seconds) over (
            partition by time_zone
            order by calendar_date
        ) as offset_before_seconds

    from days

),

hours as (

    select
        compared.time_zone,
        compared.calendar_date,
        compared.offset_before_seconds,
        {{ seconds_after(
            'cast(compared.calendar_date as timestamp)', '(numbers.generated_number - 25) * 3600'
        ) }} as hour_at

    from compared

    inner join numbers
        on compared.offset_seconds <> compared.offset_before_seconds
        and numbers.generated_number <= 24

),

last_hours as (

    select
        time_zone,
        calendar_date,
        offset_before_seconds,
        max(hour_at) as hour_at

    from hours

    where
        {{ seconds_between('hour_at', local_time('hour_at', 'time_zone')) }}
        = offset_before_seconds

    group by 1, 2, 3

),

minutes as (

    select
        last_hours.time_zone,
        last_hours.calendar_date,
        last_hours.offset_before_seconds,
        {{ seconds_after('last_hours.hour_at', 'numbers.generated_number * 60') }} as minute_at

    from last_hours

    cross join numbers

),

located as (

    select
        time_zone,
        calendar_date,
        min(minute_at) as changes_at

    from minutes

    where
        {{ seconds_between('minute_at', local_time('minute_at', 'time_zone')) }}
        <> offset_before_seconds

    group by 1, 2

)

select * from located
