with

days as (

    select * from {{ ref('int_time_zone_days_read') }}

),

changes as (

    select * from {{ ref('int_time_zone_changes_located') }}

),

changed as (

    select
        days.*,
        changes.changes_at

    from days

    left join changes
        on days.time_zone = changes.time_zone
        and days.calendar_date = changes.calendar_date

),

spread as (

    select
        time_zone,
        calendar_date as local_date,

        -- from the UTC midnight before it to the second one after it is all that a local day needs
        lag(offset_seconds) over (
            partition by time_zone
            order by calendar_date
        ) as offset_before_seconds,

        lead(offset_seconds, 2) over (
            partition by time_zone
            order by calendar_date
        ) as offset_after_seconds,

        max(changes_at) over (
            partition by time_zone
            order by calendar_date
            rows between current row and 2 following
        ) as changes_at

    from changed

),

offset_by_day as (

    select
        time_zone,
        local_date,
        {{ iso_weekday('local_date') }} as weekday,
        offset_before_seconds,
        offset_after_seconds,
        changes_at

    from spread

    where offset_before_seconds is not null and offset_after_seconds is not null

)

select * from offset_by_day
