"""Who is who among requesters and callers, by the keys that the helpdesk and the telephone know."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.oracle.calls import Call
from tests.oracle.tickets import Ticket

Keys = list[tuple[str, str, str]]


def read_blocks(path: Path) -> set[tuple[str, str]]:
    """Read what identifies nobody: kind and value."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["block_kind"], row["value"]) for row in csv.DictReader(file)}


def is_blocked(kind: str, key: str, blocks: set[tuple[str, str]]) -> bool:
    if kind == "phone":
        return ("phone", key) in blocks
    if kind != "email":
        return False
    mailbox, _, domain = key.partition("@")
    found = {("mailbox", mailbox.split("+")[0]), ("domain", domain), ("address", key)}
    return bool(found & blocks)


def keys_of_users(users: Iterable[dict[str, Any]]) -> Keys:
    """Give the keys of the helpdesk's users; their numbers are in one form throughout."""
    kinds = ("email", "phone", "external_id")
    return [
        (f"zendesk:main:{user['id']}", kind, str(user[kind]).lower())
        for user in users
        for kind in kinds
        if user.get(kind)
    ]


def keys_of_callers(callers: Iterable[str]) -> Keys:
    """Give the one key of callers who are known by their number or address alone."""
    keys = {caller: caller.rpartition(":")[2].lower() for caller in callers}
    return [
        (caller, "email" if "@" in key else "phone", key) for caller, key in sorted(keys.items())
    ]


def identities(keys: Keys, blocks: set[tuple[str, str]]) -> dict[str, str]:
    """Give every person one of those they are one with; a number of three persons is a place's."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person, kind, key in keys:
        if not is_blocked(kind, key, blocks):
            owners[kind, key].add(person)
    same: dict[str, set[str]] = {person: {person} for person, _, _ in keys}
    for (kind, _), persons in owners.items():
        if kind == "phone" and len(persons) > 2:
            continue
        merged = set().union(*(same[person] for person in persons))
        same.update(dict.fromkeys(merged, merged))
    return {person: min(persons) for person, persons in same.items()}


def identified_tickets(tickets: dict[str, Ticket], who: dict[str, str]) -> dict[str, Ticket]:
    return {
        key: replace(ticket, requester_id=who.get(ticket.requester_id or "", ticket.requester_id))
        for key, ticket in tickets.items()
    }


def identified_calls(calls: list[Call], who: dict[str, str]) -> list[Call]:
    return [replace(call, caller=who.get(call.caller or "", call.caller)) for call in calls]
