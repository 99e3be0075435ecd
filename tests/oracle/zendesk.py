"""The helpdesk's tickets and their history, from the raw extracts."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.oracle.tickets import Event, Ticket, Words, note_deletion, turns_of, word
from tests.oracle.zendesk_reading import Extract, Raw

#: The fields that make events, and what their changes are.
FIELDS = {
    "status": "status_changed",
    "priority": "priority_changed",
    "group_id": "team_assigned",
    "assignee_id": "agent_assigned",
}
SYSTEM = -1
MINUTE = timedelta(minutes=1)
TOPIC = "topic_"

# the order inside one second
CREATION, ASSIGNMENT, CUSTOMER, OPENING, NOTE, REPLY, STATUS = range(7)
STAGES = {"new": CREATION, "open": OPENING}


def prefixed(number: object) -> str | None:
    return None if number is None else f"zendesk:main:{number}"


@dataclass
class People:
    """Who somebody is, by all that was ever delivered."""

    known: dict[int, str]

    def type_of(self, user_id: int | None, requester_id: int | None) -> str:
        """Tell who acts on a ticket; its requester is its customer, whatever else."""
        if user_id is None:
            return "unknown"
        if user_id == requester_id:
            return "customer"
        return "system" if user_id == SYSTEM else self.known.get(user_id, "unknown")


def read_bots(seed: Path) -> set[tuple[str, str]]:
    with seed.open(encoding="utf-8", newline="") as lines:
        return {(line["key_type"], line["key"]) for line in csv.DictReader(lines)}


def people(
    extracts: dict[str, Extract], words: Words, bots: set[tuple[str, str]], on_calls: frozenset[int]
) -> People:
    """Tell bots from agents, and agents from customers, by every version of every row."""
    ranks = ("bot", "agent", "customer", "unknown")
    known: dict[int, str] = {}

    def seen(user_id: int, kind: str) -> None:
        known[user_id] = min(known.get(user_id, "unknown"), kind, key=ranks.index)

    for user in extracts["user"].good:
        named = {("user_id", str(user["id"])), ("email", str(user["email"]).lower())}
        seen(user["id"], "bot" if named & bots else "unknown")
        seen(user["id"], word(words, "actor_type", user["role"]))
    for ticket in extracts["ticket"].good:
        if ticket["assignee_id"] is not None:
            seen(ticket["assignee_id"], "agent")
    for change in extracts["ticket_field_history"].good:
        if change["field_name"] == "assignee_id" and change["value"] is not None:
            seen(int(change["value"]), "agent")
    for user_id in on_calls:
        seen(user_id, "agent")
    return People(known)


def ported(words: Words, field_name: str, value: str | None) -> str | None:
    """Give a value of a field in the words of the ports."""
    if field_name == "status":
        return None if value is None else word(words, "ticket_status", value)
    if field_name == "priority":
        return word(words, "priority", value)
    return prefixed(value)


def stage_of(field_name: str, value: str | None) -> int:
    return STAGES.get(str(value), STATUS) if field_name == "status" else ASSIGNMENT


def is_last(row: Raw, values: list[Raw], ticket: Raw | None) -> bool:
    """Tell whether a value of the field's last second is the one that the ticket still has."""
    return (
        ticket is not None
        and row["updated"] == max(value["updated"] for value in values)
        and row["updated"] <= ticket["updated_at"]
        and row["value"] is not None
        and row["value"].lower() == str(ticket[row["field_name"]]).lower()
    )


def changes_of(
    rows: list[Raw], words: Words, tickets: dict[int, Raw]
) -> dict[int, list[tuple[Raw, Event]]]:
    """Give each ticket's true changes; the stage is the sequence number of the event."""
    fields: dict[tuple[int, str], list[Raw]] = defaultdict(list)
    for row in rows:
        if row["field_name"] in FIELDS:
            fields[row["ticket_id"], row["field_name"]].append(row)
    changes: dict[int, list[tuple[Raw, Event]]] = defaultdict(list)
    for (ticket_id, name), values in fields.items():
        given = [(row, ported(words, name, row["value"])) for row in values]
        given.sort(
            key=lambda pair: (
                *(pair[0]["updated"], is_last(pair[0], values, tickets.get(ticket_id))),
                *(stage_of(name, pair[1]), pair[0]["_fivetran_synced"]),
            )
        )
        before: str | None = None
        origin: str | None = None
        stages: dict[datetime, int] = defaultdict(int)
        for number, (row, value) in enumerate(given):
            # what came last in its second stays behind what went before it
            stages[row["updated"]] = max(stages[row["updated"]], stage_of(name, value))
            is_empty_start = number == 0 and row["value"] is None
            if not is_empty_start and (number == 0 or value != before):
                key = f"{row['_fivetran_synced'].isoformat()}:{name}:{number:06}"
                stage = stages[row["updated"]]
                event = Event(row["updated"], stage, key, FIELDS[name], "", origin, value)
                changes[ticket_id].append((row, event))
            before, origin = value, None if is_empty_start else value
    return changes


def is_opening(comment: Raw, ticket: Raw | None) -> bool:
    """Tell whether a ticket's first comment is what it was opened with."""
    return (
        ticket is not None
        and comment["user_id"] == ticket["submitter_id"]
        and abs(comment["created"] - ticket["created_at"]) <= MINUTE
    )


def remarks_of(comments: list[Raw], tickets: dict[int, Raw]) -> dict[int, list[Raw]]:
    """Give the comments that are replies or notes: not the opening one, none that is deleted."""
    by_ticket: dict[int, list[Raw]] = defaultdict(list)
    for comment in comments:
        by_ticket[comment["ticket_id"]].append(comment)
    remarks = {}
    for ticket_id, said in by_ticket.items():
        said.sort(key=lambda comment: (comment["created"], comment["id"]))
        opening = said[0] if is_opening(said[0], tickets.get(ticket_id)) else None
        remarks[ticket_id] = [c for c in said if c is not opening and not c["_fivetran_deleted"]]
    return remarks


def events_of(
    ticket: Raw,
    changes: list[tuple[Raw, Event]],
    remarks: list[Raw],
    folk: People,
) -> list[Event]:
    """Put everything that happened to a ticket in order, and number it."""
    found: list[Event] = []
    for row, change in changes:
        actor = folk.type_of(row["user_id"], ticket["requester_id"])
        found.append(
            Event(
                *(change.at, change.sequence, change.key, change.kind),
                *(actor, change.from_value, change.to_value, prefixed(row["user_id"])),
            )
        )
    for remark in remarks:
        actor = folk.type_of(remark["user_id"], ticket["requester_id"])
        kind = "public_reply" if remark["public"] else "private_note"
        stage = REPLY if remark["public"] else NOTE
        stage = CUSTOMER if actor == "customer" else stage
        key, author = f"{remark['id']:020}", prefixed(remark["user_id"])
        found.append(Event(remark["created"], stage, key, kind, actor, actor_id=author))
    found.sort(key=Event.order)
    return [replace(event, sequence=number) for number, event in enumerate(found)]


def labels_of(tags: list[Raw], words: Words) -> dict[int, tuple[str | None, set[str]]]:
    """Give each ticket's topic and what its tags mark it as."""
    by_ticket: dict[int, list[str]] = defaultdict(list)
    for row in tags:
        by_ticket[row["ticket_id"]].append(row["tag"])
    labels = {}
    for ticket_id, listed in by_ticket.items():
        topics = sorted(tag.removeprefix(TOPIC) for tag in listed if tag.startswith(TOPIC))
        labels[ticket_id] = topics[0] if topics else None, {word(words, "tag", t) for t in listed}
    return labels


def ticket_of(
    row: Raw, folk: People, words: Words, topic: str | None, marks: set[str], is_merged: bool
) -> Ticket:
    status = word(words, "ticket_status", row["status"])
    is_deleted = row["_fivetran_deleted"] or status == "deleted"
    reasons = {
        "spam": "spam" in marks,
        "deleted": is_deleted,
        "test": "test" in marks,
        "merged": is_merged,
    }
    return Ticket(
        ticket_id=str(prefixed(row["id"])),
        requester_id=prefixed(row["requester_id"]),
        channel=word(words, "channel", row["via_channel"]),
        priority=word(words, "priority", row["priority"]),
        team_id=prefixed(row["group_id"]),
        topic=topic,
        opened_by=folk.type_of(row["submitter_id"], row["requester_id"]),
        opened_from_call_id=None,
        is_deleted_spam_or_test=bool(is_deleted or marks & {"spam", "test"}),
        is_merged=is_merged,
        reason=next((name for name, holds in reasons.items() if holds), None),
        agent_id=prefixed(row["assignee_id"]),
        opened_at=row["created_at"],
        reopen_count=None,
        has_events=False,
    )


def zendesk_histories(
    extracts: dict[str, Extract],
    words: Words,
    bots: set[tuple[str, str]],
    as_of: datetime,
    on_calls: frozenset[int] = frozenset(),
) -> dict[str, Ticket]:
    """Give every ticket that exists at `as_of`, with what had happened to it by then.

    Who takes calls is an agent.
    """
    rows = extracts["ticket"].kept
    folk = people(extracts, words, bots, on_calls)
    known = {row["id"]: row for row in rows}
    changes = changes_of(extracts["ticket_field_history"].kept, words, known)
    remarks = remarks_of(extracts["ticket_comment"].kept, known)
    labels = labels_of(extracts["ticket_tag"].kept, words)
    merged = {n for row in rows for n in json.loads(row["merged_ticket_ids"] or "[]")}
    tickets = {}
    for row in rows:
        if row["created_at"] > as_of:
            continue
        number = row["id"]
        topic, marks = labels.get(number, (None, set()))
        ticket = ticket_of(row, folk, words, topic, marks, number in merged)
        events = events_of(row, changes.get(number, []), remarks.get(number, []), folk)
        ticket.has_events = bool(events)
        ticket.events = [event for event in events if event.at <= as_of]
        ticket.turns = turns_of(ticket.events)
        note_deletion(ticket)
        tickets[ticket.ticket_id] = ticket
    return tickets
