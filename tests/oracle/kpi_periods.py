"""Weeks and months of any KPI against the one before, and days that are out of line."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tests.oracle.daily import Fact, Key
from tests.oracle.intervals import (
    Interval,
    change,
    is_reversed,
    is_significant,
    mean_interval,
    wilson,
)
from tests.oracle.periods import month_after
from tests.oracle.spans import ONE

STOCKS = ("balance", "rolling_share", "rolling_mean", "rolling_ratio")
SHARES, MEANS = ("share", "rolling_share"), ("mean", "rolling_mean")
WEEK = timedelta(days=7)
NONE = Decimal(0)

Kinds = dict[tuple[str, str], str]


@dataclass
class Sums:
    """Rows added up."""

    numerator: Decimal = NONE
    denominator: Decimal = NONE
    squares: Decimal = NONE
    pending: int = 0
    #: When the rows are final; None among them if one never is.
    finals: set[date | None] = field(default_factory=set)

    def add(self, fact: Fact) -> None:
        numerator, denominator, squares, pending, final_on = fact
        self.numerator += numerator
        self.denominator += denominator or 0
        self.squares += squares or 0
        self.pending += pending
        self.finals.add(final_on)

    def value(self, kind: str, days: int = 1) -> float | None:
        if not self.denominator:
            return None
        found = float(self.numerator) / float(self.denominator)
        return found * days if kind == "rate" else found

    def interval(self, kind: str) -> Interval | None:
        parts = float(self.numerator), float(self.denominator)
        if kind in SHARES:
            return wilson(*parts)
        return mean_interval(*parts, float(self.squares)) if kind in MEANS else None


@dataclass(frozen=True)
class Period:
    """One variant in one week or month; the interval of the change is None without one."""

    sums: Sums
    value: float | None
    interval: Interval | None
    previous: float | None
    change: float | None
    change_interval: Interval | None
    is_reversed: bool | None
    is_complete: bool
    is_final: bool

    @property
    def is_significant(self) -> bool | None:
        return None if self.change_interval is None else is_significant(self.change_interval)


#: KPI, variant, period type, first day.
PeriodKey = tuple[str, str, str, date]


def read_kinds(seeds: Path) -> Kinds:
    """Read the kind of each variant: its own, else that of its KPI."""
    with (seeds / "kpis.csv").open(encoding="utf-8", newline="") as lines:
        kinds = {line["kpi_id"]: line["kind"] for line in csv.DictReader(lines)}
    with (seeds / "kpi_variants.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (line["kpi_id"], line["variant_id"]): line["kind"] or kinds[line["kpi_id"]]
            for line in csv.DictReader(lines)
        }


def first_day(kind: str, day: date) -> date:
    return day - day.weekday() * ONE if kind == "week" else day.replace(day=1)


def next_first_day(kind: str, begin: date) -> date:
    return begin + WEEK if kind == "week" else month_after(begin)


def by_channel(
    facts: Mapping[Key, Fact],
) -> dict[str, dict[date, dict[str, list[Fact]]]]:
    """Group the rows of a KPI by variant, day and channel."""
    found: dict[str, dict[date, dict[str, list[Fact]]]] = {}
    for (variant, day, channel, *_), fact in facts.items():
        of_day = found.setdefault(variant, {}).setdefault(day, {})
        of_day.setdefault(channel, []).append(fact)
    return found


def sum_up(
    days: Mapping[date, Mapping[str, list[Fact]]], first: date, last: date
) -> tuple[Sums, dict[str, Sums]]:
    """Add up everything from day to day, and the same by channel."""
    total, channels = Sums(), defaultdict[str, Sums](Sums)
    for number in range((last - first).days + 1):
        for channel, facts in days.get(first + number * ONE, {}).items():
            for fact in facts:
                total.add(fact)
                channels[channel].add(fact)
    return total, channels


def simpson(
    kind: str, way: float | None, before: Mapping[str, Sums], now: Mapping[str, Sums]
) -> bool | None:
    """Tell whether every channel went against the total."""
    if kind not in ("share", "mean"):
        return None
    pairs = [(before[name].value(kind), now[name].value(kind)) for name in before.keys() & now]
    known = [(one, other) for one, other in pairs if one is not None and other is not None]
    return is_reversed((0.0, way or 0.0), known)


def periods_of(
    kind: str, days: Mapping[date, Mapping[str, list[Fact]]], period: str, today: date
) -> Iterator[tuple[date, Period]]:
    """Yield the periods of one variant from its first to the running one."""
    begin = first_day(period, min(days))
    before: tuple[Sums, Mapping[str, Sums], float | None, Interval | None] | None = None
    while begin <= today:
        following = next_first_day(period, begin)
        last = min(following - ONE, today)
        total, channels = sum_up(days, last if kind in STOCKS else begin, last)
        value = total.value(kind, (following - begin).days)
        interval = total.interval(kind)
        previous = before[2] if before else None
        away = None if value is None or previous is None else value - previous
        between = None
        if before and interval and before[3] and value is not None and previous is not None:
            between = change(value, previous, interval, before[3])
        is_complete = following - ONE < today
        finals = {None if day is None else day <= today for day in total.finals}
        yield (
            begin,
            Period(
                *(total, value, interval, previous, away, between),
                simpson(kind, away, before[1] if before else {}, channels),
                *(is_complete, is_complete and finals <= {True}),
            ),
        )
        before = total, channels, value, interval
        begin = following


def kpi_periods(
    facts: Mapping[str, Mapping[Key, Fact]], kinds: Kinds, today: date
) -> dict[PeriodKey, Period]:
    """Give every week and month of every variant, for the whole organisation."""
    return {
        (kpi, variant, period, begin): found
        for kpi, of_kpi in facts.items()
        for variant, days in by_channel(of_kpi).items()
        for period in ("week", "month")
        for begin, found in periods_of(kinds[kpi, variant], days, period, today)
    }
