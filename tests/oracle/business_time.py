"""The time a promise is measured in: every moment of it, or those in which a ticket's desk is open.

Moments are microseconds of an epoch, UTC.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tests.oracle.calendars import Calendar, Holiday, Shift, stamp

FOREVER = 2**62


@dataclass
class AllTime:
    """Time that never stands still."""

    def micros_between(self, start: int, end: int) -> int:
        return end - start

    def due(self, start: int, allowed: int) -> int | None:
        return start + allowed


@dataclass
class NoTime:
    """The time of a schedule that nobody knows: it is never open."""

    def micros_between(self, start: int, end: int) -> int:  # noqa: ARG002
        return 0

    def due(self, start: int, allowed: int) -> int | None:
        return None if allowed else start


#: From when to when which hours rule.
Span = tuple[int, int, Calendar | AllTime | NoTime]


@dataclass
class Timeline:
    """The schedules of one ticket, each from when to when."""

    spans: list[Span]

    def micros_between(self, start: int, end: int) -> int:
        return sum(
            calendar.micros_between(max(start, begins), min(end, ends))
            for begins, ends, calendar in self.spans
            if begins < end and start < ends
        )

    def reach(self, start: int, end: int, allowed: int) -> int | None:
        """Give the first moment of a run at which so much time has passed, if it comes."""
        for begins, ends, calendar in self.spans:
            begins, ends = max(start, begins), min(end, ends)
            if begins > ends or (begins == ends and start != end):
                continue
            reached = calendar.due(begins, allowed)
            if reached is not None and reached <= ends:
                return reached
            allowed -= calendar.micros_between(begins, ends)
        return None

    def is_known(self, start: int = -FOREVER, end: int = FOREVER) -> bool:
        """Tell whether the hours of all schedules in force between two moments are known."""
        return not any(
            isinstance(calendar, NoTime) and begins < end and start < ends
            for begins, ends, calendar in self.spans
        )


ALL_TIME = Timeline([(-FOREVER, FOREVER, AllTime())])


def is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


@dataclass
class Desks:
    """Every schedule, and who is ruled by which."""

    calendars: dict[str, Calendar]
    default: str | None
    put_on: dict[str, list[tuple[datetime, str]]]

    @classmethod
    def of(
        cls,
        shifts: list[Shift],
        holidays: list[Holiday],
        put_on: dict[str, list[tuple[datetime, str]]],
        days: tuple[date, date],
    ) -> Desks:
        by_schedule: dict[str, list[Shift]] = defaultdict(list)
        for shift in shifts:
            if is_zone(shift.time_zone):
                by_schedule[shift.schedule_id].append(shift)
        calendars = {
            name: Calendar(own, [h for h in holidays if h.schedule_id == name], *days)
            for name, own in by_schedule.items()
        }
        defaults = {shift.schedule_id for shift in shifts if shift.is_default}
        return cls(calendars, min(defaults, default=None), put_on)

    def timeline(self, ticket_id: str) -> Timeline:
        """Follow the ticket's schedules; before the first it has the default, else the first."""
        put_on = self.put_on.get(ticket_id, [])
        first = self.default or (put_on[0][1] if put_on else None)
        names = [first, *(name for _, name in put_on)]
        starts = [-FOREVER, *(stamp(at) for at, _ in put_on)]
        spans = zip(starts, [*starts[1:], FOREVER], names, strict=True)
        ruled: list[Span] = [
            (start, end, self.calendars.get(name or "") or NoTime()) for start, end, name in spans
        ]
        return Timeline(ruled)
