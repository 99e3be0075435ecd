"""Contacts and complaints per 1,000 days of an active customer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.oracle.active_days import Cell, Sums
from tests.oracle.calls import Call
from tests.oracle.contacts import Contact, call_contacts, customer_of, ticket_contacts
from tests.oracle.customers import Identities
from tests.oracle.daily import Fact, Key, local_day
from tests.oracle.feedback import Item
from tests.oracle.spans import Activity
from tests.oracle.tickets import Ticket

NOBODY = "nobody knows"
PER_DAY = Decimal("0.001")


def with_nobody(tickets: dict[str, Ticket]) -> dict[str, Ticket]:
    """Name somebody for every ticket that nobody is known to have asked for."""
    return {
        key: ticket if customer_of(ticket) else replace(ticket, requester_id=NOBODY)
        for key, ticket in tickets.items()
    }


def counted_contacts(tickets: dict[str, Ticket], calls: dict[str, Call]) -> list[Contact]:
    """Give every contact that counts, also those of people nobody knows."""
    callers = [call if call.caller else replace(call, caller=NOBODY) for call in calls.values()]
    contacts = call_contacts(callers, tickets)
    for ticket in with_nobody(tickets).values():
        contacts += ticket_contacts(ticket)
    return [contact for contact in contacts if contact.weighs]


def rate(events: Iterable[Cell], customers: list[Activity]) -> dict[Key, Fact]:
    sums = Sums()
    for cell in events:
        sums.numerators[cell] += 1
    for customer in customers:
        for day in customer.money:
            sums.denominators[day, customer.segment] += PER_DAY
    return sums.facts("all")


def contact_rate(
    contacts: Iterable[Contact], customers: list[Activity], known: Identities, zone: ZoneInfo
) -> dict[Key, Fact]:
    def cell(contact: Contact) -> Cell:
        customer = known.customers.get(contact.customer)
        return local_day(contact.began_at, zone), known.segment_of(customer)

    return rate(map(cell, contacts), customers)


def complaint_rate(
    items: Iterable[Item], customers: list[Activity], zone: ZoneInfo
) -> dict[Key, Fact]:
    complaints = [item for item in items if item.source == "complaint"]
    if not complaints:
        # no complaints and none delivered are not the same
        return {}
    cells: Iterable[tuple[date, str]] = (
        (local_day(item.at, zone), item.group[3]) for item in complaints
    )
    return rate(cells, customers)
