"""Days out of line with the eight weeks before them, once the weekday is taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from tests.oracle.daily import Fact, Key
from tests.oracle.intervals import process_limits
from tests.oracle.kpi_periods import by_channel, sum_up
from tests.oracle.spans import ONE

#: Days that a day is seen against, and as many of them as must have a value.
BASELINE, FEWEST = 56, 28
#: KPI, variant, day.
SignalKey = tuple[str, str, date]


@dataclass(frozen=True)
class Signal:
    """One day of one variant on its control chart."""

    count: int
    value: float
    adjusted: float | None
    centre: float | None
    lower: float | None
    upper: float | None

    @property
    def is_signal(self) -> bool | None:
        if self.adjusted is None or self.lower is None or self.upper is None:
            return None
        return not self.lower <= self.adjusted <= self.upper


def signal_of(values: Mapping[date, float], day: date) -> Signal:
    """Judge one day by the days before it that have a value."""
    baseline = {
        before: values[before]
        for before in (day - number * ONE for number in range(1, BASELINE + 1))
        if before in values
    }
    value = values[day]
    if not baseline:
        return Signal(0, value, None, None, None, None)
    centre = fmean(baseline.values())
    weekdays = {
        number: [one for before, one in baseline.items() if before.weekday() == number]
        for number in range(7)
    }
    usual = {number: fmean(of) for number, of in weekdays.items() if of}
    weekday = day.weekday()
    adjusted = value - usual[weekday] + centre if weekday in usual else None
    left = {before: one - usual[before.weekday()] for before, one in baseline.items()}
    ranges = [abs(left[before + ONE] - one) for before, one in left.items() if before + ONE in left]
    if len(baseline) < FEWEST or not ranges:
        return Signal(len(baseline), value, adjusted, centre, None, None)
    _, lower, upper = process_limits(baseline.values(), ranges)
    return Signal(len(baseline), value, adjusted, centre, lower, upper)


def kpi_signals(facts: Mapping[str, Mapping[Key, Fact]], today: date) -> dict[SignalKey, Signal]:
    """Give every day that has a value and is over."""
    found: dict[SignalKey, Signal] = {}
    for kpi, of_kpi in facts.items():
        for variant, days in by_channel(of_kpi).items():
            totals = {day: sum_up(days, day, day)[0] for day in days if day < today}
            told = {day: total.value("share") for day, total in totals.items()}
            values = {day: value for day, value in told.items() if value is not None}
            found |= {(kpi, variant, day): signal_of(values, day) for day in values}
    return found
