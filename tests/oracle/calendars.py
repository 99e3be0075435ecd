"""Business time in plain Python, by someone who never saw the SQL.

A schedule is open from the first moment a clock in its zone shows the opening time, or later,
to the first moment it shows the closing time, or later. Moments are microseconds of an epoch, UTC.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Interval = tuple[int, int]


@dataclass(frozen=True)
class Shift:
    """One opening on one weekday, as an extract has it."""

    schedule_id: str
    weekday: int
    opens_at_minute: int
    closes_at_minute: int
    time_zone: str
    is_default: bool = False
    valid_from: datetime | None = None
    valid_to: datetime | None = None


@dataclass(frozen=True)
class Holiday:
    """One stretch of days, or part of a day, on which a schedule is shut."""

    schedule_id: str
    starts_on: date
    ends_on: date
    starts_at_minute: int = 0
    ends_at_minute: int = 1440


def stamp(moment: datetime) -> int:
    """Microseconds since the epoch; a moment without zone is UTC."""
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - EPOCH) // MICROSECOND


def moment_of(micros: int) -> datetime:
    return (EPOCH + micros * MICROSECOND).replace(tzinfo=None)


@cache
def steady_offset(zone: str, day: date) -> int | None:
    """Give the microseconds by which a zone is ahead of UTC, none if that changes around a day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))
    offsets = {(noon + timedelta(days=n)).utcoffset() for n in (-2, -1, 0, 1, 2)}
    ahead = offsets.pop()
    return None if offsets or ahead is None else ahead // MICROSECOND


def first_shown(zone: str, day: date, minute: int) -> int:
    """When a clock in the zone first shows that minute of that day, or later."""
    ahead = steady_offset(zone, day)
    if ahead is not None:
        return ((day - EPOCH.date()).days * 1440 + minute) * 60_000_000 - ahead
    wanted = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    guess = wanted.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if clock(zone, guess) == wanted:
        return stamp(guess)
    early, late = guess - timedelta(days=2), guess + timedelta(days=2)
    while late - early > timedelta(seconds=1):  # the time is left out: find the jump
        middle = early + (late - early) // 2
        early, late = (early, middle) if clock(zone, middle) >= wanted else (middle, late)
    return stamp(late.replace(microsecond=0))


def clock(zone: str, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def clipped(interval: Interval, shift: Shift) -> Interval:
    start, end = interval
    return (
        max(start, stamp(shift.valid_from)) if shift.valid_from else start,
        min(end, stamp(shift.valid_to)) if shift.valid_to else end,
    )


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """Unite intervals into disjoint ones, in order."""
    union: list[Interval] = []
    for start, end in sorted(interval for interval in intervals if interval[0] < interval[1]):
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(end, union[-1][1]))
        else:
            union.append((start, end))
    return union


def without(opened: list[Interval], shut: list[Interval]) -> Iterator[Interval]:
    """Take disjoint intervals out of others and give what is left."""
    for start, end in opened:
        position = start
        for shut_from, shut_to in shut[max(0, bisect_left(shut, (start, 0)) - 1) :]:
            if shut_from >= end:
                break
            if position < shut_from:
                yield position, shut_from
            position = max(position, shut_to)
        if position < end:
            yield position, end


class Calendar:
    """The open intervals of one schedule, from one day to another."""

    def __init__(
        self, shifts: list[Shift], holidays: list[Holiday], first_day: date, last_day: date
    ) -> None:
        days: dict[int, list[date]] = {}
        for n in range((last_day - first_day).days + 1):
            day = first_day + timedelta(days=n)
            days.setdefault(day.isoweekday(), []).append(day)
        opened = [
            clipped(
                (
                    first_shown(s.time_zone, day, s.opens_at_minute),
                    first_shown(s.time_zone, day, s.closes_at_minute),
                ),
                s,
            )
            for s in shifts
            for day in days[s.weekday]
            if s.valid_from is None or day >= s.valid_from.date() - timedelta(days=2)
            if s.valid_to is None or day <= s.valid_to.date() + timedelta(days=2)
        ]
        # a holiday is read on the clock of each version, while that version is valid
        shut = [
            clipped(
                (
                    first_shown(s.time_zone, h.starts_on, h.starts_at_minute),
                    first_shown(s.time_zone, h.ends_on, h.ends_at_minute),
                ),
                s,
            )
            for s in {(s.time_zone, s.valid_from, s.valid_to): s for s in shifts}.values()
            for h in holidays
        ]
        self.open = list(without(merged(opened), merged(shut)))
        self.starts = [start for start, _ in self.open]
        self.totals = list(accumulate((end - start for start, end in self.open), initial=0))

    def micros_to(self, moment: int) -> int:
        """Open microseconds before a moment."""
        passed = bisect_right(self.starts, moment)
        if not passed:
            return 0
        start, end = self.open[passed - 1]
        return self.totals[passed - 1] + min(moment, end) - start

    def micros_between(self, start: int, end: int) -> int:
        return self.micros_to(end) - self.micros_to(start)

    def due(self, start: int, allowed: int) -> int | None:
        """Give the first moment at which so many open microseconds have passed; none if never."""
        if allowed == 0:
            return start
        wanted = self.micros_to(start) + allowed
        reached = bisect_left(self.totals, wanted)
        if reached >= len(self.totals):
            return None
        return self.open[reached - 1][0] + wanted - self.totals[reached - 1]


def minutes_walked(shifts: list[Shift], holidays: list[Holiday], start: int, end: int) -> int:
    """Open minutes between two whole minutes, by looking at a clock that is never put back."""
    open_minutes = 0
    shown: dict[str, datetime] = {}
    first, last = EPOCH + start * MICROSECOND, EPOCH + end * MICROSECOND
    moment = first - timedelta(days=2)
    while moment < last:
        for zone in {s.time_zone for s in shifts}:
            shown[zone] = max(shown.get(zone, datetime.min), clock(zone, moment))
        if moment >= first:
            open_minutes += any(is_open(s, holidays, shown[s.time_zone], moment) for s in shifts)
        moment += timedelta(minutes=1)
    return open_minutes


def is_open(shift: Shift, holidays: list[Holiday], shown: datetime, moment: datetime) -> bool:
    midnight = datetime(shown.year, shown.month, shown.day)
    minute = (shown - midnight) / timedelta(minutes=1)
    return (
        shown.isoweekday() == shift.weekday
        and shift.opens_at_minute <= minute < shift.closes_at_minute
        and clipped((stamp(moment), stamp(moment) + 1), shift) == (stamp(moment), stamp(moment) + 1)
        and not any(
            (h.starts_on, h.starts_at_minute) <= (shown.date(), minute)
            and (shown.date(), minute) < (h.ends_on, h.ends_at_minute)
            for h in holidays
        )
    )
