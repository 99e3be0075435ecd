"""First-contact resolution: the share of issues solved in the customer's first contact."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.oracle.daily import Daily, Fact, Key
from tests.oracle.tickets import Ticket


@dataclass(frozen=True)
class Variant:
    """One line of the seed of variants."""

    variant_id: str
    chain: str
    window: timedelta
    is_net: bool


@dataclass(frozen=True)
class Contact:
    """A ticket, or a customer's reopening of it; `ended_at` is None while it runs."""

    contact_id: str
    ticket: Ticket
    began_at: datetime
    ended_at: datetime | None


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


def contacts_of(ticket: Ticket) -> list[Contact]:
    """Cut the ticket at every reopening by its customer."""
    contacts = []
    began_at, ended_at, number = ticket.opened_at, None, 1
    for event, is_solve in ticket.turns:
        if is_solve:
            ended_at = event.at
        elif event.actor == "customer":
            contacts.append(Contact(f"{ticket.ticket_id}:{number}", ticket, began_at, ended_at))
            began_at, ended_at, number = event.at, None, number + 1
    contacts.append(
        Contact(
            f"{ticket.ticket_id}:{number}",
            ticket,
            began_at,
            ended_at if ticket.is_solved else None,
        )
    )
    return contacts


def chains(tickets: Iterable[Ticket], chain: str) -> list[list[Contact]]:
    """Line up the contacts that follow each other."""
    lines: dict[tuple[str, str], list[Contact]] = {}
    for ticket in tickets:
        if ticket.requester_id is None or ticket.is_deleted_spam_or_test or ticket.is_outbound:
            continue
        if chain == "phone" and ticket.channel != "phone":
            continue
        issue = (ticket.topic or "") if chain == "same_topic" else ""
        lines.setdefault((ticket.requester_id, issue), []).extend(contacts_of(ticket))
    for line in lines.values():
        line.sort(key=lambda contact: (contact.began_at, contact.contact_id))
    return list(lines.values())


def ends(line: list[Contact]) -> list[datetime | None]:
    """Give when all contacts before each, and last of all, had ended; None: one still runs."""
    ended: list[datetime | None] = [datetime.min]
    for contact in line:
        before, end = ended[-1], contact.ended_at
        ended.append(None if before is None or end is None else max(before, end))
    return ended


def is_first(contact: Contact, ended_before: datetime | None, window: timedelta) -> bool:
    return ended_before is not None and (
        ended_before == datetime.min or contact.began_at - ended_before > window
    )


def judge_chain(
    line: list[Contact], variant: Variant, left_out: set[str], as_of: datetime, daily: Daily
) -> None:
    """Weigh the first contacts of one chain."""
    ended = ends(line)
    for place, contact in enumerate(line):
        ticket, began_at, ended_at = contact.ticket, contact.began_at, contact.ended_at
        ended_before = ended[place + 1]
        if (
            not is_first(contact, ended[place], variant.window)
            or ticket.is_merged
            or (variant.is_net and ticket.topic in left_out)
        ):
            continue
        atom: Fact = (0, 0, 0, 1, None)
        if ended_at is not None and ended_before is not None:
            final_on = daily.day_after(max(began_at, ended_at + variant.window))
            atom = (0, 0, 0, 1, final_on)
            if ended_at + variant.window <= as_of:
                later = line[place + 1 : place + 2]
                came_back = any(c.began_at - ended_before <= variant.window for c in later)
                only_counted = not ticket.has_events and bool(ticket.reopen_count)
                resolved = int(not came_back and not only_counted)
                atom = (resolved, 1, resolved, 0, final_on)
        daily.add(variant.variant_id, began_at, ticket.dimensions_at(began_at), atom)


def judge_ticket(
    ticket: Ticket, variant: Variant, left_out: set[str], as_of: datetime, daily: Daily
) -> None:
    """Weigh one ticket by its own history alone."""
    if ticket.is_left_out or ticket.is_outbound or not ticket.has_events:
        return
    if variant.is_net and ticket.topic in left_out:
        return
    atom: Fact = (0, 0, 0, 1, None)
    if ticket.solves:
        solve = ticket.solves[0]
        final_on = daily.day_after(max(ticket.opened_at, solve.at + variant.window))
        atom = (0, 0, 0, 1, final_on)
        if solve.at + variant.window <= as_of:
            replies = [r for r in ticket.human_replies if r.at <= solve.at]
            undone = any(r.at - solve.at <= variant.window for r in ticket.reopenings)
            resolved = int(len(replies) == 1 and not undone)
            atom = (resolved, 1, resolved, 0, final_on)
    daily.add(variant.variant_id, ticket.opened_at, ticket.dimensions_at(ticket.opened_at), atom)


def fcr(
    tickets: dict[str, Ticket],
    variants: list[Variant],
    exclusions: set[str],
    as_of: datetime,
    zone: ZoneInfo,
) -> dict[Key, Fact]:
    daily = Daily(zone)
    for variant in variants:
        if variant.chain == "one_touch":
            for ticket in tickets.values():
                judge_ticket(ticket, variant, exclusions, as_of, daily)
            continue
        for line in chains(tickets.values(), variant.chain):
            judge_chain(line, variant, exclusions, as_of, daily)
    return daily.facts


def reason_alone(contact: Contact, number: int, variant: Variant, left_out: set[str]) -> str | None:
    """Say why a contact does not count, whatever came before it."""
    ticket = contact.ticket
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
    """Say of every contact in every variant why it does not count; None if it does."""
    reasons: dict[tuple[str, str], str | None] = {}
    for variant in variants:
        by_itself = variant.chain == "one_touch"
        lines = [] if by_itself else chains(tickets.values(), variant.chain)
        repeated = {
            contact.contact_id
            for line in lines
            for contact, ended_before in zip(line, ends(line), strict=False)
            if not is_first(contact, ended_before, variant.window)
        }
        for ticket in tickets.values():
            for number, contact in enumerate(contacts_of(ticket), start=1):
                key = ticket.ticket_id if number == 1 else f"{ticket.ticket_id}:reopen:{number}"
                reason = reason_alone(contact, number, variant, exclusions)
                if reason is None and contact.contact_id in repeated:
                    reason = "repeat_contact"
                reasons[variant.variant_id, key] = reason
    return reasons
