-- mean_bound is 1.96 standard errors from the mean; null for one value, the mean for equal ones.
with

cases as (

    select
        expected_low,
        expected_high,
        tolerance,
        {{ mean_bound('total', 'squares', 'trials', -1) | indent(8) }} as low,
        {{ mean_bound('total', 'squares', 'trials', 1) | indent(8) }} as high

    from (
        values
        -- 2, 4, 4, 4, 5, 5, 7, 9: mean 5, variance 4
        (40, 232, 8, 3.61410, 6.38590, 0.0001),
        -- half promoters, a fifth detractors: 30 points, give or take 48.4, 15.3 and 10.8
        (3, 7, 10, -0.184, 0.784, 0.0005),
        (30, 70, 100, 0.147, 0.453, 0.0005),
        (60, 140, 200, 0.192, 0.408, 0.0005),
        (0.3, 0.03, 3, 0.1, 0.1, 0.0001),
        (600, 360000, 1, null, null, 0.0001),
        (5, 20, 1.25, null, null, 0.0001),
        (0, 0, 0, null, null, 0.0001)
    ) as listed (total, squares, trials, expected_low, expected_high, tolerance)

)

select *

from cases

where
    coalesce(abs(low - expected_low) > tolerance, low is distinct from expected_low)
    or coalesce(abs(high - expected_high) > tolerance, high is distinct from expected_high)
