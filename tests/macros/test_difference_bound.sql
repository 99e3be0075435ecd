-- difference_bound: Newcombe's interval of two shares, unpooled standard errors for two means.
with

shares as (

    select
        case_name,
        cast(successes as double) / trials as own_value,
        {{ wilson_bound('successes', 'trials', -1) | indent(8) }} as low,
        {{ wilson_bound('successes', 'trials', 1) | indent(8) }} as high

    from (
        values
        ('shares_later', 56, 70),
        ('shares_earlier', 48, 80),
        ('one_later', 1, 1),
        ('one_earlier', 0, 1)
    ) as listed (case_name, successes, trials)

),

means as (

    select
        case_name,
        cast(total as double) / trials as own_value,
        {{ mean_bound('total', 'squares', 'trials', -1) | indent(8) }} as low,
        {{ mean_bound('total', 'squares', 'trials', 1) | indent(8) }} as high

    from (
        values
        -- promoters less detractors of 100: 60 - 15, and 50 - 20
        ('nps_later', 45, 75, 100),
        ('nps_earlier', 30, 70, 100),
        ('risks_later', 56, 56, 70),
        ('risks_earlier', 48, 48, 80),
        ('equals_later', 6, 18, 2),
        ('equals_earlier', 10, 50, 2),
        ('single_later', 6, 36, 1),
        ('single_earlier', 40, 232, 8)
    ) as listed (case_name, total, squares, trials)

),

valued as (

    select * from shares

    union all

    select * from means

),

bounded as (

    select
        expected.*,
        {{ difference_bound('later', 'earlier', -1) | indent(8) }} as low,
        {{ difference_bound('later', 'earlier', 1) | indent(8) }} as high

    from (
        values
        ('shares', 0.0524, 0.3339, true),
        ('risks', 0.0575, 0.3425, true),
        ('one', -0.1221, 1.0, false),
        -- 15 points are 1.39 standard errors
        ('nps', 0.15 - 0.15 * 1.959964 / 1.3942, 0.15 + 0.15 * 1.959964 / 1.3942, false),
        ('equals', null, null, null),
        ('single', null, null, null)
    ) as expected (case_name, expected_low, expected_high, is_expected)

    inner join valued as later
        on expected.case_name || '_later' = later.case_name

    inner join valued as earlier
        on expected.case_name || '_earlier' = earlier.case_name

)

select *

from bounded

where
    coalesce(abs(low - expected_low) > 0.00006, low is distinct from expected_low)
    or coalesce(abs(high - expected_high) > 0.00006, high is distinct from expected_high)
    or {{ excludes_zero('low', 'high') }} is distinct from is_expected
