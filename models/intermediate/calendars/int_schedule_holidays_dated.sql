with

schedules as (

    select * from {{ ref('int_business_schedules_zoned') }}

    where is_zone_known

),

holidays as (

    select * from {{ ref('int_schedule_holidays_unioned') }}

),

zone_days as (

    select * from {{ ref('int_time_zone_days_offset') }}

),

versions as (

    select
        schedule_id,
        schedule_number,
        time_zone,
        valid_from,
        valid_until

    from schedules

    group by 1, 2, 3, 4, 5

),

dated as (

    select
        versions.schedule_number,
        versions.valid_from,
        versions.valid_until,

        -- what begins or ends outside the calendar need not be exact
        coalesce(
            {{ utc_of_local('first_days', 'holidays.starts_at_minute') | indent(12) }},
            cast(holidays.starts_on as timestamp)
        ) as starts_at,
        coalesce(
            {{ utc_of_local('last_days', 'holidays.ends_at_minute') | indent(12) }},
            cast({{ plus_days('holidays.ends_on', 1) }} as timestamp)
        ) as ends_at

    from holidays

    inner join versions
        on holidays.schedule_id = versions.schedule_id

    left join zone_days as first_days
        on versions.time_zone = first_days.time_zone
        and holidays.starts_on = first_days.local_date

    left join zone_days as last_days
        on versions.time_zone = last_days.time_zone
        and holidays.ends_on = last_days.local_date

),

clipped as (

    select
        schedule_number,
        greatest(starts_at, valid_from) as starts_at,
        least(ends_at, valid_until) as ends_at

    from dated

)

select *

from clipped

where starts_at < ends_at
