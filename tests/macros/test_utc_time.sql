-- utc_time turns the clock before and after a change, on half-hour offsets, and stays null.
with

cases as (

    select
        cast(expected as timestamp) as expected,
        {{ utc_time('cast(clock_shows as timestamp)', 'time_zone') | indent(8) }} as found

    from (
        values
        ('2026-01-05 09:00:00', 'Europe/Berlin', '2026-01-05 08:00:00'),
        ('2026-07-05 09:00:00', 'Europe/Berlin', '2026-07-05 07:00:00'),
        ('2026-07-05 23:30:00', 'America/Denver', '2026-07-06 05:30:00'),
        ('2026-07-05 02:00:00', 'Asia/Kolkata', '2026-07-04 20:30:00'),
        ('2026-07-05 02:00:00', 'UTC', '2026-07-05 02:00:00'),
        ('2026-07-05 02:00:00', null, null),
        (null, 'UTC', null)
    ) as listed (clock_shows, time_zone, expected)

)

select *

from cases

where found is distinct from expected
