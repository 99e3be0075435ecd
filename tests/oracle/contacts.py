"""Every time a customer came: tickets, their reopenings, and calls, also those behind tickets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.oracle.calls import Call
from tests.oracle.daily import Dimensions
from tests.oracle.tickets import Opening, Ticket

OPENING = timedelta(minutes=60)
NOT_OURS_TO_ASK = ("internal", "unmapped")


@dataclass(frozen=True)
class Contact:
    """One time a customer came; `ended_at` is None while it runs."""

    contact_id: str
    customer: str
    topic: str | None
    dimensions: Dimensions
    began_at: datetime
    ended_at: datetime | None
    #: A merged ticket and a call that nobody answered weigh and begin nothing: they only repeat.
    weighs: bool = True
    is_unserved: bool = False
    has_undated_reopen: bool = False

    @property
    def channel(self) -> str:
        return self.dimensions[0]


def with_openings(tickets: dict[str, Ticket], calls: Iterable[Call]) -> dict[str, Ticket]:
    """Give each ticket the call behind it, and find the ticket that stands for each call."""
    by_id: dict[str, Call] = {}
    naming: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        by_id[call.call_id] = call
        if call.ticket_id and call.direction not in NOT_OURS_TO_ASK:
            naming[call.ticket_id].append(call)
    found: dict[str, Call] = {}
    for ticket in tickets.values():
        named = by_id.get(ticket.opened_from_call_id or "")
        near = [
            call
            for call in naming[ticket.ticket_id]
            if call.started_at <= ticket.opened_at
            and not call.had_ended_by(ticket.opened_at - OPENING)
        ]
        near.sort(key=lambda c: (c.direction == "outbound", c.started_at, c.call_id))
        if named or near:
            found[ticket.ticket_id] = named or near[0]
    opened: dict[str, list[Ticket]] = defaultdict(list)
    for ticket_id, call in found.items():
        opened[call.call_id].append(tickets[ticket_id])
    firsts = {
        call_id: min(group, key=lambda t: (t.is_left_out, t.opened_at, t.ticket_id)).ticket_id
        for call_id, group in opened.items()
    }
    behind = {
        ticket_id: Opening(call, firsts[call.call_id] == ticket_id)
        for ticket_id, call in found.items()
    }
    return {key: replace(ticket, opening=behind.get(key)) for key, ticket in tickets.items()}


def stretches(ticket: Ticket) -> list[tuple[datetime, datetime | None]]:
    """Cut the ticket at every reopening by its customer."""
    found = []
    began_at, ended_at = ticket.opened_at, None
    for event, is_solve in ticket.turns:
        if is_solve:
            ended_at = event.at
        elif event.actor == "customer":
            found.append((began_at, ended_at))
            began_at, ended_at = event.at, None
    return [*found, (began_at, ended_at if ticket.is_solved else None)]


def ticket_dimensions(ticket: Ticket, opening: Opening | None, at: datetime) -> Dimensions:
    """Give channel and team of the call where it opened the ticket, all else from the ticket."""
    channel, team, priority, segment = ticket.dimensions_at(at)
    if team == "unknown" and opening and opening.call.team_id:
        team = opening.call.team_id
    return channel, team, priority, segment


def customer_of(ticket: Ticket) -> str | None:
    """Give who asked for the ticket, else who called."""
    return ticket.requester_id or (ticket.opening.call.caller if ticket.opening else None)


def ticket_contacts(ticket: Ticket) -> list[Contact]:
    """Give the opening of the ticket, which may be that of a call, and its reopenings."""
    customer, opening = customer_of(ticket), ticket.opening
    if customer is None or ticket.is_deleted_spam_or_test or ticket.is_outbound:
        return []
    found = []
    for number, (began_at, ended_at) in enumerate(stretches(ticket), start=1):
        key = ticket.ticket_id if number == 1 else f"{ticket.ticket_id}:reopen:{number}"
        if number == 1 and opening and not opening.is_first_ticket:
            continue
        if number == 1 and opening:
            began_at = opening.call.started_at
        # a reopening is a contact of the ticket, not of the call
        group = ticket_dimensions(ticket, opening if number == 1 else None, began_at)
        if number == 1 and opening:
            group = (opening.call.channel, *group[1:])
        found.append(
            Contact(
                *(key, customer, ticket.topic, group, began_at, ended_at),
                weighs=not ticket.is_merged,
                has_undated_reopen=not ticket.has_events and bool(ticket.reopen_count),
            )
        )
    return found


def call_contacts(calls: Iterable[Call], tickets: dict[str, Ticket]) -> list[Contact]:
    """Give the calls of customers that opened no ticket."""
    openers = {ticket.opening.call.call_id for ticket in tickets.values() if ticket.opening}
    contacts = []
    for call in calls:
        if call.call_id in openers or call.direction not in ("inbound", "callback"):
            continue
        about = tickets.get(call.ticket_id or "")
        customer = (customer_of(about) if about else None) or call.caller
        if customer is None or call.outcome == "ivr_only":
            continue
        is_answered = call.outcome == "answered"
        contacts.append(
            Contact(
                *(f"{call.call_id}:call", customer, about.topic if about else None),
                (call.channel, call.team_id or "unknown", "not_applicable", "unknown"),
                *(call.started_at, call.contact_ended_at),
                weighs=is_answered,
                is_unserved=not is_answered,
            )
        )
    return contacts
