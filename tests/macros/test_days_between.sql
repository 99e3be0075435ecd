-- days_between counts over leap days and backwards, and is null for null.
with

cases as (

    select
        expected,
        {{ days_between('cast(from_text as date)', 'cast(to_text as date)') }} as found

    from (
        values
        ('2028-02-28', '2028-03-01', 2),
        ('2026-12-31', '2026-12-31', 0),
        ('2026-01-02', '2025-12-31', -2),
        (null, '2026-01-01', null)
    ) as listed (from_text, to_text, expected)

)

select *

from cases

where found is distinct from expected
