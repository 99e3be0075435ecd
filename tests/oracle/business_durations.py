"""What tickets took on the clock of their desk: the business variants of the times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tests.oracle.business_time import Desks
from tests.oracle.calendars import stamp
from tests.oracle.durations import Duration
from tests.oracle.tickets import Ticket


def business_durations(
    ends: dict[str, datetime | None], ticket: Ticket, desks: Desks, as_of: datetime
) -> Iterator[Duration]:
    """Yield one ticket's durations, by variant; without a known schedule there are none."""
    time = desks.timeline(ticket.ticket_id)
    if ticket.is_left_out or ticket.is_outbound or not time.is_known():
        return
    for variant, ended_at in ends.items():
        if ended_at is None:
            yield Duration(variant, as_of, ticket.dimensions_at(as_of), None)
        elif ended_at >= ticket.opened_at:
            taken = time.micros_between(stamp(ticket.opened_at), stamp(ended_at)) // 1000
            settled_at = ticket.closed_at if variant == "full_business" else ended_at
            yield Duration(variant, ended_at, ticket.dimensions_at(ended_at), taken, settled_at)


def business_response_times(
    tickets: dict[str, Ticket], desks: Desks, as_of: datetime
) -> Iterator[Duration]:
    for ticket in tickets.values():
        replies = [reply.at for reply in ticket.human_replies]
        if not replies and ticket.is_solved:
            continue
        yield from business_durations(
            {"business": min(replies, default=None)}, ticket, desks, as_of
        )


def business_resolution_times(
    tickets: dict[str, Ticket], desks: Desks, as_of: datetime
) -> Iterator[Duration]:
    for ticket in tickets.values():
        solves = [solve.at for solve in ticket.solves]
        ends = {
            "first_business": solves[0] if solves else None,
            "full_business": solves[-1] if ticket.is_solved else None,
        }
        yield from business_durations(ends, ticket, desks, as_of)
