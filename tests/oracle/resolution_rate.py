"""Resolution rate: the share of tickets solved within 7 days of their opening."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.oracle.daily import Daily, Fact, Key
from tests.oracle.tickets import Ticket

WINDOW = timedelta(hours=7 * 24)


def resolution_rate(tickets: dict[str, Ticket], as_of: datetime, zone: ZoneInfo) -> dict[Key, Fact]:
    daily = Daily(zone)
    for ticket in tickets.values():
        if ticket.is_left_out or ticket.is_outbound:
            continue
        closes_at = ticket.opened_at + WINDOW
        final_on = daily.day_after(closes_at)
        atom: Fact = (0, 0, 0, 1, final_on)
        if closes_at <= as_of:
            in_time = int(bool(ticket.solves) and ticket.solves[0].at <= closes_at)
            atom = (in_time, 1, in_time, 0, final_on)
        daily.add("cohort", ticket.opened_at, ticket.dimensions_at(ticket.opened_at), atom)
    return daily.facts
