"""What tickets took: the atoms of times, their daily sums, and how they are distributed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.oracle.daily import Daily, Dimensions, Fact, Key

#: The upper border of each bin in whole milliseconds, exactly: (101/99) to the power of the bin.
BORDERS = [101**number // 99**number for number in range(1600)]

#: Variant, day, channel, team, priority, segment, bin.
BinKey = tuple[str, date, str, str, str, str, int]


@dataclass(frozen=True)
class Duration:
    """One ticket on one clock; `milliseconds` is None while it runs, then `moment` is as of.

    After `settled_at` nothing can change it; None: something still can.
    """

    variant: str
    moment: datetime
    dimensions: Dimensions
    milliseconds: int | None
    settled_at: datetime | None = None


def milliseconds_between(start: datetime, end: datetime) -> int:
    taken = end - start
    return (taken.days * 86_400 + taken.seconds) * 1000 + taken.microseconds // 1000


def daily_sums(durations: Iterable[Duration], zone: ZoneInfo) -> dict[Key, Fact]:
    daily = Daily(zone)
    for duration in durations:
        atom: Fact = (0, 0, 0, 1, None)
        if duration.milliseconds is not None:
            seconds = Decimal(duration.milliseconds) / 1000
            settled = duration.settled_at
            final_on = None if settled is None else daily.day_after(settled)
            atom = (seconds, 1, seconds * seconds, 0, final_on)
        daily.add(duration.variant, duration.moment, duration.dimensions, atom)
    return daily.facts


def bin_of(milliseconds: int) -> int:
    return bisect_left(BORDERS, milliseconds) if milliseconds > 0 else -1


def distribution(durations: Iterable[Duration], zone: ZoneInfo) -> Counter[BinKey]:
    daily = Daily(zone)
    return Counter(
        (found.variant, daily.day(found.moment), *found.dimensions, bin_of(found.milliseconds))
        for found in durations
        if found.milliseconds is not None
    )
