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

    select vendor, instance, valid_from as in_force_from from versions

    union all

    select vendor, instance, valid_until as in_force_from from versions

    union all

    select vendor, instance, cast('1900-01-01' as timestamp) as in_force_from from versions

),

bounded as (

    select
        vendor,
        instance,
        in_force_from,

        lead(in_force_from) over (
            partition by vendor, instance
            order by in_force_from
        ) as in_force_to

    from points

    group by 1, 2, 3

),

ranked as (

    select
        bounded.*,
        versions.schedule_id,

        -- of several defaults the oldest
        row_number() over (
            partition by bounded.vendor, bounded.instance, bounded.in_force_from
            order by versions.first_valid_from, versions.schedule_id, versions.valid_from, versions.valid_until
        ) as default_rank

    from bounded

    left join versions
        on bounded.vendor = versions.vendor
        and bounded.instance = versions.instance
        and bounded.in_force_from >= versions.valid_from
        and bounded.in_force_from < versions.valid_until

    where bounded.in_force_from < cast('9999-12-31' as timestamp)

),

chosen as (

    select
        *,

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
        max(schedule_id) over (partition by vendor, instance, later_default_count) as schedule_id,
        in_force_from,
        coalesce(in_force_to, cast('9999-12-31' as timestamp)) as in_force_to

    from chosen

)

select * from spanned
