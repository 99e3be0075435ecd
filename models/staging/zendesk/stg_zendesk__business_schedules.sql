{{ config(enabled=plugged_in('zendesk', 'fivetran')) }}

with

openings as (

    select * from {{ ref('base_zendesk_fivetran__schedules') }}

    where row_fate = 'kept'

),

zones as (

    select * from {{ ref('time_zone_names') }}

),

-- days since Sunday; an opening may span several, or all of them
days as (

    select * from (values (0), (1), (2), (3), (4), (5), (6)) as numbers (day_number)

),

living as (

    select
        *,
        min(case when coalesce(is_deleted, false) then 1 else 0 end) over (
            partition by id
        ) = 0 as has_living_rows

    from openings

),

ranked as (

    select
        *,

        -- the vendor's default is the oldest schedule that was not deleted
        dense_rank() over (
            order by case when has_living_rows then 0 else 1 end, created_at asc nulls last, id asc
        ) as age_rank

    from living

    -- tickets keep a schedule that was deleted after them, but not its replaced openings
    where not coalesce(is_deleted, false) or not has_living_rows

),

split as (

    select
        ranked.*,
        case days.day_number when 0 then 7 else days.day_number end as weekday,
        greatest(ranked.start_time - 1440 * days.day_number, 0) as opens_at_minute,
        least(ranked.end_time - 1440 * days.day_number, 1440) as closes_at_minute

    from ranked

    inner join days
        on ranked.start_time < 1440 * (days.day_number + 1)
        and ranked.end_time > 1440 * days.day_number

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'split.id') }} as schedule_id,
        split.name as schedule_name,
        split.weekday,
        split.opens_at_minute,
        split.closes_at_minute,
        coalesce(zones.time_zone, split.time_zone) as time_zone,
        split.age_rank = 1 and split.has_living_rows as is_default,
        cast('1900-01-01' as timestamp) as valid_from,
        cast(null as timestamp) as valid_to,
        cast(null as timestamp) as source_updated_at,
        split._loaded_at as loaded_at

    from split

    left join zones
        on split.time_zone = zones.zone_name

)

select * from conformed
