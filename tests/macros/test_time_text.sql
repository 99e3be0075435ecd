-- time_text spells every timestamp out to the microsecond.
with

cases as (

    select
        cast(given as timestamp) as given,
        expected

    from (
        values
        ('2026-01-01 10:00:00', '2026-01-01 10:00:00.000000'),
        ('2026-01-01 10:00:00.25', '2026-01-01 10:00:00.250000'),
        ('0999-12-31 23:59:59.000001', '0999-12-31 23:59:59.000001'),
        (null, null)
    ) as listed (given, expected)

)

select *

from cases

where {{ time_text('given') }} is distinct from expected
