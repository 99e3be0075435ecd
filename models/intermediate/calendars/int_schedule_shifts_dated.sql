with

schedules as (

    select * from {{ ref('int_business_schedules_zoned') }}

    where is_zone_known

),

zone_days as (

    select * from {{ ref('int_time_zone_days_offset') }}

),

dated as (

    select
        schedules.schedule_number,
        schedules.valid_from,
        schedules.valid_until,
        {{ utc_of_local('zone_days', 'schedules.opens_at_minute') | indent(8) }} as opens_at,
        {{ utc_of_local('zone_days', 'schedules.closes_at_minute') | indent(8) }} as closes_at

    from schedules

    inner join zone_days
        on schedules.time_zone = zone_days.time_zone
        and schedules.weekday = zone_days.weekday
        -- local days run up to a day ahead of UTC, or behind
        and {{ plus_days('zone_days.local_date', 1) }} >= cast(schedules.valid_from as date)
        and {{ plus_days('zone_days.local_date', -1) }} <= cast(schedules.valid_until as date)

),

clipped as (

    select
        schedule_number,
        greatest(opens_at, valid_from) as opens_at,
        least(closes_at, valid_until) as closes_at

    from dated

)

select *

from clipped

where opens_at < closes_at
