"""Worked numbers of the statistics."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from tests.oracle.intervals import (
    change,
    is_reversed,
    is_significant,
    mean_interval,
    process_limits,
    standard_error,
    wilson,
)
from tests.oracle.survival import survival_of


@pytest.mark.parametrize(
    ("good", "count", "low", "high"),
    [
        (9, 10, 59.6, 98.2),
        (10, 10, 72.2, 100.0),
        (0, 5, 0.0, 43.4),
        (74, 107, 59.9, 77.1),
        (850, 1000, 82.7, 87.1),
        (420, 500, 80.5, 87.0),
        (33, 40, 68.1, 91.3),
    ],
)
def test_interval_of_a_share(good: int, count: int, low: float, high: float) -> None:
    found = wilson(good, count)
    assert found is not None
    assert [round(100 * bound, 1) for bound in found] == [low, high]


@pytest.mark.parametrize(("count", "away"), [(10, 48.4), (100, 15.3), (200, 10.8)])
def test_interval_of_promoters_less_detractors(count: int, away: float) -> None:
    found = mean_interval(0.3 * count, count, 0.7 * count)
    assert found is not None
    assert round(50 * (found[1] - found[0]), 1) == away


def test_a_rise_of_fifteen_points_may_be_chance() -> None:
    before, now = (30, 100, 70), (45, 100, 75)
    errors = [standard_error(*sums) for sums in (before, now)]
    assert 0.15 / math.hypot(*(error for error in errors if error)) == pytest.approx(1.39, abs=0.01)
    of_before, of_now = mean_interval(*before), mean_interval(*now)
    assert of_before is not None
    assert of_now is not None
    between = change(0.45, 0.3, of_now, of_before)
    assert between is not None
    assert not is_significant(between)


def test_limits_of_a_process() -> None:
    values = [88, 91, 90, 87, 89, 92, 90, 88, 91, 90]
    centre, lower, upper = process_limits(
        values, [abs(one - other) for one, other in pairwise(values)]
    )
    assert [round(bound, 1) for bound in (centre, lower, upper)] == [89.6, 83.7, 95.5]
    assert 79 < lower < 84


def test_better_in_both_channels_and_worse_in_total() -> None:
    phone, mail = (93 / 100, 870 / 1000), (730 / 1000, 69 / 100)
    assert is_reversed((823 / 1100, 939 / 1100), [phone, mail])
    assert not is_reversed((823 / 1100, 939 / 1100), [phone])


def test_survival_of_ten() -> None:
    lives = [(1, True), (2, False), (2, True), (3, False), (4, True), (5, False)]
    found = survival_of([*lives, *[(6, False)] * 4])
    assert [round(found[age][2], 3) for age in (1, 2, 4)] == [0.9, 0.8, 0.667]
    assert [found[age][0] for age in (1, 2, 4)] == [10, 9, 6]
