-- local_date is the day on the wall of the zone, also just before and after midnight there.
select
    utc_at,
    expected

from (
    values
    (cast('2026-06-01 03:59:59' as timestamp), cast('2026-05-31' as date)),
    (cast('2026-06-01 04:00:00' as timestamp), cast('2026-06-01' as date)),
    (cast('2026-12-01 04:59:59' as timestamp), cast('2026-11-30' as date))
) as cases (utc_at, expected)

where
    {{ local_date('utc_at', 'America/New_York') }} <> expected
    -- where the zone is that of the timestamps, nothing is converted
    or {{ local_date('utc_at', 'UTC') }} <> {{ local_date('utc_at', 'Etc/UTC') }}
