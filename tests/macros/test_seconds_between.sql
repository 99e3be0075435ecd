-- seconds_between keeps milliseconds, crosses midnight and goes negative when asked to.
with

cases as (

    select
        cast(start_at as timestamp) as start_at,
        cast(end_at as timestamp) as end_at,
        cast(expected as decimal(18, 3)) as expected

    from (
        values
        ('2026-01-01 09:00:00.600', '2026-01-01 09:00:21.000', '20.400'),
        ('2026-01-01 23:59:59.999', '2026-01-02 00:00:00.000', '0.001'),
        ('2026-01-01 09:01:00', '2026-01-01 09:00:00', '-60'),
        ('1999-01-01 00:00:00', '2026-01-01 00:00:00', '852076800'),
        (null, '2026-01-01 09:00:00', null)
    ) as listed (start_at, end_at, expected)

)

select *

from cases

where {{ seconds_between('start_at', 'end_at') }} is distinct from expected
