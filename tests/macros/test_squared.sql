-- squared is exact to a millionth, also for fifty years, where a plain product overflows.
select
    given,
    expected

from (
    values
    (cast('0.001' as decimal(18, 3)), cast('0.000001' as decimal(38, 6))),
    (cast('-1000000.5' as decimal(18, 3)), cast('1000001000000.25' as decimal(38, 6))),
    (
        cast('1576800000.001' as decimal(18, 3)),
        cast('2486298240003153600.000001' as decimal(38, 6))
    ),
    (null, null)
) as cases (given, expected)

where {{ squared('given') }} is distinct from expected
