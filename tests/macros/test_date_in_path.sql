-- date_in_path finds the date in folders and names, the last of several, and no other number.
with

cases as (

    select
        given,
        cast(expected as timestamp) as expected

    from (
        values
        ('custom/tickets/2026-03-01/part-0.csv', '2026-03-01'),
        ('custom/tickets_20260301.csv', '2026-03-01'),
        ('custom/tickets/2026_03_01.csv', '2026-03-01'),
        ('custom/tickets/2026/03/01/part-0.csv', '2026-03-01'),
        ('custom/tickets/year=2026/month=03/day=01/part-0.csv', '2026-03-01'),
        ('custom/tickets/year=2026/month=3/day=1/part-0.csv', '2026-03-01'),
        ('custom/tickets/year=2026/month=12/day=31/part-0.csv', '2026-12-31'),
        ('custom/tickets/2026-01-01_2026-02-28.csv', '2026-02-28'),
        ('custom/2025-12-31/tickets_20260301T0800.csv', '2026-03-01'),
        ('custom/tickets/2026/12034.csv', null),
        ('custom/tickets/2026/1203.csv', null),
        ('custom/tickets/120260301.csv', null),
        ('custom/tickets/2026-13-01.csv', null),
        ('custom/tickets.csv', null),
        (null, null)
    ) as listed (given, expected)

)

select *

from cases

where {{ date_in_path('given') }} is distinct from expected
