with

schedules as (

    select * from {{ ref('int_business_schedules_unioned') }}

),

known_zones as (

    {{ known_time_zones() | indent(4) }}

),

matched as (

    select
        schedules.*,
        case when known_zones.time_zone is null then 1 else 0 end as unknown_zone_count

    from schedules

    left join known_zones
        on schedules.time_zone = known_zones.time_zone

),

judged as (

    select
        *,

        -- half of a schedule would look like a whole one with short hours
        sum(unknown_zone_count) over (partition by schedule_id) = 0 as is_zone_known,
        dense_rank() over (order by schedule_id) as schedule_rank

    from matched

),

zoned as (

    select
        schedule_id,
        time_zone,
        weekday,
        opens_at_minute,
        closes_at_minute,
        cast(case when is_zone_known then schedule_rank end as integer) as schedule_number,
        is_zone_known,
        valid_from,
        coalesce(valid_to, cast('9999-12-31' as timestamp)) as valid_until

    from judged

)

select * from zoned
