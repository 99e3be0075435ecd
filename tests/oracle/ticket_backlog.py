"""Ticket backlog: how many tickets were open when the day ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from tests.oracle.daily import Daily, Dimensions, Fact, Key
from tests.oracle.tickets import Ticket

TICK = timedelta(microseconds=1)


def open_times(ticket: Ticket, as_of: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield from when, inclusive, to when, exclusive, the ticket was open; up to the build."""
    opened_at: datetime | None = ticket.opened_at
    for event, is_solve in ticket.turns:
        if is_solve and opened_at is not None:
            yield opened_at, event.at
        opened_at = None if is_solve else event.at
    if opened_at is not None:
        yield opened_at, as_of + TICK


@cache
def last_instant(day: date, zone: ZoneInfo) -> datetime:
    """Give the moment before the day's closing midnight, UTC."""
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return midnight.astimezone(UTC).replace(tzinfo=None) - TICK


def ticket_backlog(tickets: dict[str, Ticket], as_of: datetime, zone: ZoneInfo) -> dict[Key, Fact]:
    daily = Daily(zone)
    today = daily.day(as_of)
    for ticket in tickets.values():
        if ticket.is_left_out:
            continue
        told: dict[int, Dimensions] = {}
        for opened_at, stopped_at in open_times(ticket, as_of):
            day = daily.day(opened_at)
            while day <= today and (moment := min(last_instant(day, zone), as_of)) < stopped_at:
                if opened_at <= moment:
                    passed = sum(event.at <= moment for event in ticket.events)
                    if passed not in told:
                        told[passed] = ticket.dimensions_at(moment)
                    fact = (1, None, 1, 0, daily.day_after(moment))
                    daily.add("open", moment, told[passed], fact)
                day += timedelta(days=1)
    for variant, day, channel, team, priority, segment in list(daily.facts):
        following = day + timedelta(days=1)
        key = (variant, following, channel, team, priority, segment)
        if following <= today and key not in daily.facts:
            daily.facts[key] = (0, None, 0, 0, following + timedelta(days=1))
    return daily.facts
