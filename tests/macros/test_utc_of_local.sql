-- utc_of_local gives the first moment a clock shows the time, for hours that come twice or never.
with

zone_days as (

    select
        day_name,
        cast(date_text as date) as local_date,
        offset_before_seconds,
        offset_after_seconds,
        cast(change_text as timestamp) as changes_at

    from (
        values
        ('forward', '2026-03-08', -18000, -14400, '2026-03-08 07:00:00'),
        ('back', '2026-11-01', -14400, -18000, '2026-11-01 06:00:00'),
        ('half', '2026-04-05', 39600, 37800, '2026-04-04 15:00:00'),
        ('steady', '2026-06-01', 20700, 20700, null)
    ) as v (day_name, date_text, offset_before_seconds, offset_after_seconds, change_text)

),

expectations as (

    select
        day_name,
        minutes,
        cast(expected_text as timestamp) as expected_at

    from (
        values
        ('forward', 119, '2026-03-08 06:59:00'),
        ('forward', 120, '2026-03-08 07:00:00'),
        ('forward', 150, '2026-03-08 07:00:00'),
        ('forward', 181, '2026-03-08 07:01:00'),
        ('forward', 1440, '2026-03-09 04:00:00'),
        ('back', 0, '2026-11-01 04:00:00'),
        ('back', 60, '2026-11-01 05:00:00'),
        ('back', 90, '2026-11-01 05:30:00'),
        ('back', 120, '2026-11-01 07:00:00'),
        ('back', 1440, '2026-11-02 05:00:00'),
        ('half', 100, '2026-04-04 14:40:00'),
        ('half', 120, '2026-04-04 15:30:00'),
        ('steady', 345, '2026-06-01 00:00:00')
    ) as v (day_name, minutes, expected_text)

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
