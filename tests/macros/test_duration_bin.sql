-- duration_bin holds what lasts from 1 ms to 100 years within 1 % of bin_seconds; bin -1 the rest.
with

cases as (

    select
        seconds,
        {{ duration_bin('seconds') | indent(8) }} as bin,
        expected_bin

    from (
        values
        (cast('-60' as decimal(18, 3)), -1),
        (cast('0' as decimal(18, 3)), -1),
        (cast('0.001' as decimal(18, 3)), 0),
        (cast('0.002' as decimal(18, 3)), 35),
        (cast('0.970' as decimal(18, 3)), 344),
        (cast('1' as decimal(18, 3)), 346),
        (cast('60' as decimal(18, 3)), 551),
        (cast('3600' as decimal(18, 3)), 755),
        (cast('86400' as decimal(18, 3)), 914),
        (cast('1000000.001' as decimal(18, 3)), 1037),
        (cast('3155760000' as decimal(18, 3)), 1439),
        (null, null)
    ) as listed (seconds, expected_bin)

),

estimated as (

    select
        *,
        {{ bin_seconds('bin') | indent(8) }} as estimate

    from cases

)

select *

from estimated

where
    bin is distinct from expected_bin
    or (seconds > 0 and abs(estimate / seconds - 1) > 0.01000001)
    or (bin = -1 and estimate <> 0)
    or (seconds is null and estimate is not null)
