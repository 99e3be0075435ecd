{#
    What: local times of days on which the clocks change, and the moments at which a clock first shows them.
    Why: schedules open and close by the clock on the wall, and engines disagree on times that come twice or never.
    How to fix: a change here changes business time; see the comment of the macro.
#}
with

zone_days as (

    select * from (
        values
        ('forward', cast('2026-03-08' as date), -18000, -14400, cast('2026-03-08 07:00:00' as timestamp)),
        ('back', cast('2026-11-01' as date), -14400, -18000, cast('2026-11-01 06:00:00' as timestamp)),
        ('half', cast('2026-04-05' as date), 39600, 37800, cast('2026-04-04 15:00:00' as timestamp)),
        ('steady', cast('2026-06-01' as date), 20700, 20700, null)
    ) as days (day_name, local_date, offset_before_seconds, offset_after_seconds, changes_at)

),

expectations as (

    select * from (
        values
        ('forward', 119, cast('2026-03-08 06:59:00' as timestamp)),
        ('forward', 120, cast('2026-03-08 07:00:00' as timestamp)),
        ('forward', 150, cast('2026-03-08 07:00:00' as timestamp)),
        ('forward', 181, cast('2026-03-08 07:01:00' as timestamp)),
        ('forward', 1440, cast('2026-03-09 04:00:00' as timestamp)),
        ('back', 0, cast('2026-11-01 04:00:00' as timestamp)),
        ('back', 60, cast('2026-11-01 05:00:00' as timestamp)),
        ('back', 90, cast('2026-11-01 05:30:00' as timestamp)),
        ('back', 120, cast('2026-11-01 07:00:00' as timestamp)),
        ('back', 1440, cast('2026-11-02 05:00:00' as timestamp)),
        ('half', 100, cast('2026-04-04 14:40:00' as timestamp)),
        ('half', 120, cast('2026-04-04 15:30:00' as timestamp)),
        ('steady', 345, cast('2026-06-01 00:00:00' as timestamp))
    ) as moments (day_name, minutes, expected_at)

),

converted as (

    select
        expectations.*,
        {{ utc_of_local('zone_days', 'expectations.minutes') | indent(8) }} as converted_at

    from expectations

    inner join zone_days
        on expectations.day_name = zone_days.day_name

)

select * from converted

where converted_at is distinct from expected_at
