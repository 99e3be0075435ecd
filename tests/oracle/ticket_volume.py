"""Ticket volume: how many tickets came, and how many were solved."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.oracle.daily import Daily, Fact, Key
from tests.oracle.tickets import Ticket


def ticket_volume(tickets: dict[str, Ticket], zone: ZoneInfo) -> dict[Key, Fact]:
    daily = Daily(zone)
    for ticket in tickets.values():
        if ticket.is_left_out or ticket.is_outbound:
            continue
        counted: list[tuple[str, datetime]] = [("created", ticket.opened_at)]
        counted += [("first_solved", solve.at) for solve in ticket.solves[:1]]
        counted += [("solved", solve.at) for solve in ticket.solves]
        counted += [("reopened", reopening.at) for reopening in ticket.reopenings]
        for variant, moment in counted:
            atom = (1, None, 1, 0, daily.day_after(moment))
            daily.add(variant, moment, ticket.dimensions_at(moment), atom)
    return daily.facts
