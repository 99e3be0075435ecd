"""Resolution time: seconds from the opening to the first solve, or to the last that stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tests.oracle.durations import Duration, milliseconds_between
from tests.oracle.tickets import Ticket


def resolution_times(tickets: dict[str, Ticket], as_of: datetime) -> Iterator[Duration]:
    """Yield what counts or waits, in the variants that run day and night."""
    for ticket in tickets.values():
        if ticket.is_left_out or ticket.is_outbound:
            continue
        solves = [solve.at for solve in ticket.solves]
        ends = {
            "first_calendar": solves[0] if solves else None,
            "full_calendar": solves[-1] if ticket.is_solved else None,
        }
        for variant, solved_at in ends.items():
            if solved_at is None:
                yield Duration(variant, as_of, ticket.dimensions_at(as_of), None)
            elif solved_at >= ticket.opened_at:
                taken = milliseconds_between(ticket.opened_at, solved_at)
                settled_at = solved_at if variant == "first_calendar" else ticket.closed_at
                dimensions = ticket.dimensions_at(solved_at)
                yield Duration(variant, solved_at, dimensions, taken, settled_at)
