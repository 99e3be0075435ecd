-- date_in_path finds the extract's date in folders and names, and is not fooled by other numbers.
with

cases as (

    select
        given,
        cast(expected as timestamp) as expected

    from (
        values
        ('custom/tickets/2026-03-01/part-0.csv', '2026-03-01'),
        ('custom/tickets_20260301.csv', '2026-03-01'),
        ('custom/tickets/120260301.csv', null),
        ('custom/tickets/2026-13-01.csv', null),
        ('custom/tickets.csv', null),
        (null, null)
    ) as listed (given, expected)

)

select *

from cases

where {{ date_in_path('given') }} is distinct from expected
