"""The daily sum of what was judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

#: Variant, day, channel, team, priority, segment.
Key = tuple[str, date, str, str, str, str]
#: Numerator, denominator, sum of squares, pending, final on.
Fact = tuple[int | Decimal, int | Decimal | None, int | Decimal | None, int, date | None]
Dimensions = tuple[str, str, str, str]


@lru_cache(maxsize=200_000)
def local_day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.replace(tzinfo=UTC).astimezone(zone).date()


@dataclass
class Daily:
    """Sums by variant, day and dimensions. What weighs nothing is never added."""

    zone: ZoneInfo
    facts: dict[Key, Fact] = field(default_factory=dict)

    def day(self, moment: datetime) -> date:
        return local_day(moment, self.zone)

    def day_after(self, moment: datetime) -> date:
        return self.day(moment) + timedelta(days=1)

    def add(self, variant: str, moment: datetime, dimensions: Dimensions, atom: Fact) -> None:
        """Add one atom on the day of `moment`."""
        self.add_on(variant, self.day(moment), dimensions, atom)

    def add_on(self, variant: str, day: date, dimensions: Dimensions, atom: Fact) -> None:
        """Add one atom on a day; a row is final when all its atoms are."""
        key = (variant, day, *dimensions)
        numerator, denominator, squares, pending, final_on = atom
        if key in self.facts:
            old = self.facts[key]
            numerator += old[0]
            denominator = None if denominator is None else denominator + (old[1] or 0)
            squares = None if squares is None else squares + (old[2] or 0)
            pending += old[3]
            final_on = max(final_on, old[4]) if final_on and old[4] else None
        self.facts[key] = (numerator, denominator, squares, pending, final_on)
