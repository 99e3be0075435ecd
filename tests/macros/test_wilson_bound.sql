-- wilson_bound gives known intervals to 0.1 %, stays in 0 to 1, and is null without trials.
with

cases as (

    select
        successes,
        trials,
        low_percent,
        high_percent,
        {{ wilson_bound('successes', 'trials', -1) | indent(8) }} as low,
        {{ wilson_bound('successes', 'trials', 1) | indent(8) }} as high

    from (
        values
        (9, 10, 59.6, 98.2),
        (10, 10, 72.2, 100),
        (0, 5, 0, 43.4),
        (74, 107, 59.9, 77.1),
        (850, 1000, 82.7, 87.1),
        (420, 500, 80.5, 87.0),
        (33, 40, 68.1, 91.3),
        (0, 0, null, null)
    ) as listed (successes, trials, low_percent, high_percent)

)

select *

from cases

where
    coalesce(abs(100 * low - low_percent) > 0.05, low is distinct from low_percent)
    or coalesce(abs(100 * high - high_percent) > 0.05, high is distinct from high_percent)
    or low < 0
    or high > 1
