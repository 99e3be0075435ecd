"""Reopen rate: the share of solves that did not last."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.oracle.daily import Daily, Fact, Key
from tests.oracle.tickets import Ticket

WINDOW = timedelta(hours=14 * 24)


def reopen_rate(tickets: dict[str, Ticket], as_of: datetime, zone: ZoneInfo) -> dict[Key, Fact]:
    daily = Daily(zone)
    for ticket in tickets.values():
        if ticket.is_left_out or ticket.is_outbound or not ticket.has_events:
            continue
        for place, (solve, is_solve) in enumerate(ticket.turns):
            if not is_solve:
                continue
            closes_at = solve.at + WINDOW
            final_on = daily.day_after(closes_at)
            atom: Fact = (0, 0, 0, 1, final_on)
            if closes_at <= as_of:
                undoing = ticket.turns[place + 1 : place + 2]
                undone = int(any(event.at <= closes_at for event, _ in undoing))
                atom = (undone, 1, undone, 0, final_on)
            daily.add("any", solve.at, ticket.dimensions_at(solve.at), atom)
    return daily.facts
