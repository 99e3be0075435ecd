"""First-contact resolution: the share of issues solved in the customer's first contact."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from tests.oracle.calls import Call
from tests.oracle.contacts import (
    Contact,
    call_contacts,
    customer_of,
    stretches,
    ticket_contacts,
    ticket_dimensions,
)
from tests.oracle.daily import Daily, Fact, Key
from tests.oracle.tickets import Ticket

#: Issue to its contacts, and to those of them that nobody answered.
Issues = dict[str, tuple[int, int]]
#: Customer to segment; nobody else has one.
Segments = Mapping[str, str]


@dataclass(frozen=True)
class Variant:
    """One line of the seed of variants."""

    variant_id: str
    chain: str
    window: timedelta
    is_net: bool


def read_variants(seed: Path) -> list[Variant]:
    with seed.open(encoding="utf-8", newline="") as lines:
        return [
            Variant(
                line["variant_id"],
                line["chain"],
                timedelta(hours=24 * int(line["window_days"])),
                line["is_net"] == "true",
            )
            for line in csv.DictReader(lines)
        ]


def read_exclusions(seed: Path) -> set[str]:
    with seed.open(encoding="utf-8", newline="") as lines:
        return {line["topic"] for line in csv.DictReader(lines)}


def chains(contacts: Iterable[Contact], chain: str) -> list[list[Contact]]:
    """Line up the contacts that follow each other."""
    lines: dict[tuple[str, str], list[Contact]] = {}
    for contact in contacts:
        if chain == "phone" and contact.channel != "phone":
            continue
        issue = (contact.topic or "") if chain == "same_topic" else ""
        lines.setdefault((contact.customer, issue), []).append(contact)
    for line in lines.values():
        line.sort(key=lambda contact: (contact.began_at, contact.contact_id))
    return list(lines.values())


def repeats(line: list[Contact], window: timedelta) -> set[str]:
    """Give the contacts that come while an earlier one runs, or within the window after it."""
    found = set()
    ended_before: datetime | None = datetime.min
    for contact in line:
        if ended_before is None or (
            ended_before != datetime.min and contact.began_at - ended_before <= window
        ):
            found.add(contact.contact_id)
        end = contact.ended_at
        if contact.weighs:
            ended_before = None if ended_before is None or end is None else max(ended_before, end)
    return found


def judged(
    line: list[Contact], variant: Variant, left_out: set[str], as_of: datetime, daily: Daily
) -> Iterator[tuple[Contact, Fact]]:
    """Give the first contacts of one chain with their weights."""
    ended_before: datetime | None = datetime.min  # None: an earlier contact still runs
    for place, contact in enumerate(line):
        if not contact.weighs:
            continue
        began_at, ended_at = contact.began_at, contact.ended_at
        is_first = ended_before is not None and (
            ended_before == datetime.min or began_at - ended_before > variant.window
        )
        if ended_before is None or ended_at is None:
            ended_before = None
        else:
            ended_before = max(ended_before, ended_at)
        if not is_first or (variant.is_net and contact.topic in left_out):
            continue
        atom: Fact = (0, 0, 0, 1, None)
        if ended_at is not None and ended_before is not None:
            final_on = daily.day_after(max(began_at, ended_at + variant.window))
            atom = (0, 0, 0, 1, final_on)
            if ended_at + variant.window <= as_of:
                later = line[place + 1 : place + 2]
                came_back = any(c.began_at - ended_before <= variant.window for c in later)
                resolved = int(not came_back and not contact.has_undated_reopen)
                atom = (resolved, 1, resolved, 0, final_on)
        yield contact, atom


def issues_of(line: list[Contact], window: timedelta) -> Iterator[tuple[str, Contact]]:
    """Give each contact of a chain with the issue it begins or follows."""
    ended_before: datetime | None = datetime.min
    issue = None
    for contact in line:
        is_repeat = ended_before is None or (
            ended_before != datetime.min and contact.began_at - ended_before <= window
        )
        if contact.weighs:
            issue = issue if is_repeat else contact.contact_id
            if ended_before is None or contact.ended_at is None:
                ended_before = None
            else:
                ended_before = max(ended_before, contact.ended_at)
        if issue and (is_repeat or contact.weighs):
            yield issue, contact


def issues(tickets: dict[str, Ticket], calls: Collection[Call], variants: list[Variant]) -> Issues:
    """Count contacts, and calls nobody answered, of each issue as the default chains them."""
    counted: Issues = {}
    for line in chains(all_contacts(tickets, calls), variants[0].chain):
        for issue, contact in issues_of(line, variants[0].window):
            contacts, unserved = counted.get(issue, (0, 0))
            counted[issue] = contacts + 1, unserved + contact.is_unserved
    return counted


def judge_ticket(
    ticket: Ticket,
    variant: Variant,
    left_out: set[str],
    as_of: datetime,
    daily: Daily,
    segments: Segments,
) -> None:
    """Weigh one ticket by its own history alone."""
    opening = ticket.opening
    if ticket.is_left_out or ticket.is_outbound or not ticket.has_events:
        return
    if (variant.is_net and ticket.topic in left_out) or (opening and not opening.is_first_ticket):
        return
    began_at = opening.call.started_at if opening else ticket.opened_at
    atom: Fact = (0, 0, 0, 1, None)
    if ticket.solves:
        solve = ticket.solves[0]
        final_on = daily.day_after(max(began_at, solve.at + variant.window))
        atom = (0, 0, 0, 1, final_on)
        if solve.at + variant.window <= as_of:
            replies = [r for r in ticket.human_replies if r.at <= solve.at]
            undone = any(r.at - solve.at <= variant.window for r in ticket.reopenings)
            resolved = int(len(replies) == 1 and not undone)
            atom = (resolved, 1, resolved, 0, final_on)
    group = ticket_dimensions(ticket, opening, began_at)
    if opening:
        group = (opening.call.channel, *group[1:])
    group = (*group[:3], segments.get(customer_of(ticket) or "", "unknown"))
    daily.add(variant.variant_id, began_at, group, atom)


def all_contacts(
    tickets: dict[str, Ticket],
    calls: Collection[Call],
    segments: Segments = MappingProxyType({}),
) -> list[Contact]:
    """Give every contact of a known customer, on any channel."""
    contacts = call_contacts(calls, tickets)
    for ticket in tickets.values():
        contacts += ticket_contacts(ticket)
    return [
        replace(one, dimensions=(*one.dimensions[:3], segments.get(one.customer, "unknown")))
        for one in contacts
    ]


def fcr(
    tickets: dict[str, Ticket],
    variants: list[Variant],
    exclusions: set[str],
    as_of: datetime,
    zone: ZoneInfo,
    calls: Collection[Call] = (),
    segments: Segments = MappingProxyType({}),
) -> dict[Key, Fact]:
    daily = Daily(zone)
    contacts = all_contacts(tickets, calls, segments)
    for variant in variants:
        if variant.chain == "one_touch":
            for ticket in tickets.values():
                judge_ticket(ticket, variant, exclusions, as_of, daily, segments)
            continue
        for line in chains(contacts, variant.chain):
            for contact, atom in judged(line, variant, exclusions, as_of, daily):
                daily.add(variant.variant_id, contact.began_at, contact.dimensions, atom)
    return daily.facts


def reason_alone(ticket: Ticket, number: int, variant: Variant, left_out: set[str]) -> str | None:
    """Say why a ticket, or its reopening, does not count, whatever came before it."""
    by_itself = variant.chain == "one_touch"
    holds = {
        ticket.reason or "": ticket.reason is not None,
        "outbound": ticket.is_outbound,
        "not_eligible": variant.is_net and ticket.topic in left_out,
        "reopen": by_itself and number > 1,
        "no_event_history": by_itself and not ticket.has_events,
        "unknown_customer": not by_itself and ticket.requester_id is None,
        "other_channel": variant.chain == "phone" and ticket.channel != "phone",
    }
    return next((reason for reason, is_so in holds.items() if is_so), None)


def fcr_reasons(
    tickets: dict[str, Ticket], variants: list[Variant], exclusions: set[str]
) -> dict[tuple[str, str], str | None]:
    """Say of every contact in every variant why it does not count; None if it does.

    Of a helpdesk alone: contacts by telephone are not among them.
    """
    contacts = all_contacts(tickets, ())
    reasons: dict[tuple[str, str], str | None] = {}
    for variant in variants:
        lines = [] if variant.chain == "one_touch" else chains(contacts, variant.chain)
        repeated = {key for line in lines for key in repeats(line, variant.window)}
        for ticket in tickets.values():
            for number, _ in enumerate(stretches(ticket), start=1):
                key = ticket.ticket_id if number == 1 else f"{ticket.ticket_id}:reopen:{number}"
                reason = reason_alone(ticket, number, variant, exclusions)
                if reason is None and key in repeated:
                    reason = "repeat_contact"
                reasons[variant.variant_id, key] = reason
    return reasons
