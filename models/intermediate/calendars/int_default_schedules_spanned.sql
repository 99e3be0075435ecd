with

schedules as (

    select * from {{ ref('int_business_schedules_unioned') }}

    where is_default

),

versions as (

    select
        vendor,
        instance,
        schedule_id,
        valid_from,
        coalesce(valid_to, cast('9999-12-31' as timestamp)) as valid_until,
        min(valid_from) over (partition by schedule_id) as first_valid_from

    from schedules

),

points as (

    select
        vendor,
        instance,
        valid_from as in_force_from

    from versions

    union distinct

    select
        vendor,
        instance,
        valid_until as in_force_from

    from versions

    where valid_until < cast('9999-12-31' as timestamp)

),

ranked as (

    select
        points.*,
        versions.schedule_id,

        -- of several defaults the oldest
        row_number() over (
            partition by points.vendor, points.instance, points.in_force_from
            order by versions.first_valid_from, versions.schedule_id, versions.valid_from
        ) as default_rank

    from points

    left join versions
        on points.vendor = versions.vendor
        and points.instance = versions.instance
        and points.in_force_from >= versions.valid_from
        and points.in_force_from < versions.valid_until

),

chosen as (

    select
        *,

        lag(in_force_from) over (
            partition by vendor, instance
            order by in_force_from
        ) as previous_from,

        coalesce(lead(in_force_from) over (
            partition by vendor, instance
            order by in_force_from
        ), cast('9999-12-31' as timestamp)) as in_force_to,

        -- spans without a default share their count with the next span that has one
        count(schedule_id) over (
            partition by vendor, instance
            order by in_force_from desc
            rows between unbounded preceding and current row
        ) as later_default_count

    from ranked

    where default_rank = 1

),

spanned as (

    select
        vendor,
        instance,
        max(schedule_id) over (
            partition by vendor, instance, later_default_count
        ) as schedule_id,

        -- the first default also rules the time before it
        case
            when previous_from is null then cast('1900-01-01' as timestamp) else in_force_from
        end as in_force_from,
        in_force_to

    from chosen

)

select * from spanned
