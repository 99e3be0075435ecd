"""First response time: seconds from the opening to the first public reply of a human agent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tests.oracle.durations import Duration, milliseconds_between
from tests.oracle.tickets import Ticket


def first_response_times(tickets: dict[str, Ticket], as_of: datetime) -> Iterator[Duration]:
    """Yield what counts or waits, in the variant that runs day and night."""
    for ticket in tickets.values():
        if ticket.is_left_out or ticket.is_outbound:
            continue
        replies = [reply.at for reply in ticket.human_replies]
        if not replies and ticket.is_solved:
            continue
        if not replies:
            yield Duration("calendar", as_of, ticket.dimensions_at(as_of), None)
            continue
        replied_at = min(replies)
        if replied_at >= ticket.opened_at:
            taken = milliseconds_between(ticket.opened_at, replied_at)
            yield Duration(
                "calendar", replied_at, ticket.dimensions_at(replied_at), taken, replied_at
            )
