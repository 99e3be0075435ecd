-- parse_utc honours offsets, takes UTC where there is none, and gives null for what is no time.
with

cases as (

    select
        given,
        cast(expected as timestamp) as expected

    from (
        values
        ('2026-01-01T10:00:00+02:00', '2026-01-01 08:00:00'),
        ('2026-01-01 10:00:00.123-0530', '2026-01-01 15:30:00.123'),
        ('2026-01-01T10:00:00Z', '2026-01-01 10:00:00'),
        ('2022-07-25 16:37:07.000000 UTC', '2022-07-25 16:37:07'),
        ('2026-01-01 10:00', '2026-01-01 10:00:00'),
        ('2026-01-01', '2026-01-01 00:00:00'),
        ('2026-02-30', null),
        ('2026-02-30T10:00:00Z', null),
        ('2026-01-01T10: 5:00Z', null),
        ('-026-01-01T10:00:00Z', null),
        ('31/12/2026 10:00', null),
        ('infinity', null),
        ('soon', null)
    ) as listed (given, expected)

)

select *

from cases

where {{ parse_utc('given') }} is distinct from expected
