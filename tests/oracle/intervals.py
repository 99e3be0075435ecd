"""Intervals and signals: what a number may say beyond itself."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from statistics import fmean

Z = 1.959964
#: Mean moving ranges from the centre of a series to a limit.
REACH = 2.66

Interval = tuple[float, float]


def wilson(good: float, count: float) -> Interval | None:
    """Give the interval of a share."""
    if count <= 0:
        return None
    share, spread = good / count, Z * Z / count
    middle = (share + spread / 2) / (1 + spread)
    away = Z * math.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return middle - away, middle + away


def standard_error(total: float, count: float, squares: float) -> float | None:
    """Give that of a mean; variance is that of the population."""
    if count <= 0:
        return None
    variance = max(0.0, squares / count - (total / count) ** 2)
    return math.sqrt(variance / count)


def mean_interval(total: float, count: float, squares: float) -> Interval | None:
    """Give the interval of a mean; what weighs less than two values does not say how it varies."""
    error = standard_error(total, count, squares)
    return (
        None
        if error is None or count < 2
        else (total / count - Z * error, total / count + Z * error)
    )


def change(now: float, before: float, of_now: Interval, of_before: Interval) -> Interval | None:
    """Give the interval of a change, from how far both intervals reach towards each other.

    Around means that is the test with standard errors that are not pooled.
    """
    low = math.hypot(now - of_now[0], of_before[1] - before)
    high = math.hypot(of_now[1] - now, before - of_before[0])
    away = now - before
    return (away - low, away + high) if low or high else None


def is_significant(interval: Interval) -> bool:
    low, high = interval
    return low > 0 or high < 0


def process_limits(
    values: Collection[float], ranges: Collection[float]
) -> tuple[float, float, float]:
    """Give the mean of a series and its natural limits, from its moving ranges."""
    centre, reach = fmean(values), REACH * fmean(ranges)
    return centre, centre - reach, centre + reach


def is_reversed(total: tuple[float, float], strata: Sequence[tuple[float, float]]) -> bool:
    """Tell whether all of several strata moved against the total; each is before and now."""
    way = total[1] - total[0]
    return len(strata) >= 2 and all((now - before) * way < 0 for before, now in strata)
