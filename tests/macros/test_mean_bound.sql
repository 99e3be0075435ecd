-- mean_bound is 1.96 standard errors from the mean; null for one value, the mean for equal ones.
with

cases as (

    select
        expected_low,
        expected_high,
        {{ mean_bound('total', 'squares', 'trials', -1) | indent(8) }} as low,
        {{ mean_bound('total', 'squares', 'trials', 1) | indent(8) }} as high

    from (
        values
        -- 2, 4, 4, 4, 5, 5, 7, 9: mean 5, variance 32 / 7
        (40, 232, 8, 3.51841, 6.48159),
        (0.3, 0.03, 3, 0.1, 0.1),
        (600, 360000, 1, null, null),
        (0, 0, 0, null, null)
    ) as listed (total, squares, trials, expected_low, expected_high)

)

select *

from cases

where
    coalesce(abs(low - expected_low) > 0.0001, low is distinct from expected_low)
    or coalesce(abs(high - expected_high) > 0.0001, high is distinct from expected_high)
