"""The history of a ticket: its events in order, its solves and reopenings, and what held when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from tests.oracle.calls import Call
from tests.oracle.reading import Row

SOLVED = ("resolved", "closed")
#: What the values of a change are, by the type of its event.
CHANGED = {"status_changed": "ticket_status", "priority_changed": "priority"}

Words = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Event:
    """Something that happened to a ticket; compares in the order of its history."""

    at: datetime
    sequence: int
    key: str
    kind: str
    actor: str
    from_value: str | None = None
    to_value: str | None = None
    actor_id: str | None = None

    def order(self) -> tuple[datetime, int, str]:
        return self.at, self.sequence, self.key


@dataclass(frozen=True)
class Opening:
    """The call from which a ticket was opened."""

    call: Call
    is_first_ticket: bool


@dataclass
class Ticket:
    """A ticket as of the build's moment."""

    ticket_id: str
    requester_id: str | None
    channel: str
    priority: str
    team_id: str | None
    topic: str | None
    opened_by: str
    opened_from_call_id: str | None
    is_deleted_spam_or_test: bool
    is_merged: bool
    opened_at: datetime
    #: The vendor's counter.
    reopen_count: int | None
    has_events: bool
    #: Why the ticket does not count: spam, deleted, test or merged.
    reason: str | None = None
    #: Who has it now.
    agent_id: str | None = None
    #: The vendor's counter.
    reassignment_count: int | None = None
    events: list[Event] = field(default_factory=list)
    #: Solves and reopenings in order: the event, and whether it is a solve.
    turns: list[tuple[Event, bool]] = field(default_factory=list)
    #: None where no call is behind the ticket, or nobody knows of calls.
    opening: Opening | None = None

    @property
    def solves(self) -> list[Event]:
        return [event for event, is_solve in self.turns if is_solve]

    @property
    def reopenings(self) -> list[Event]:
        return [event for event, is_solve in self.turns if not is_solve]

    @property
    def is_solved(self) -> bool:
        return bool(self.turns) and self.turns[-1][1]

    @property
    def closed_at(self) -> datetime | None:
        """The last change to closed, if nothing but a deletion came after it."""
        closed_at = None
        for event in self.events:
            if event.kind == "status_changed" and event.to_value not in ("deleted", None):
                closed_at = event.at if event.to_value == "closed" else None
        return closed_at

    @property
    def human_replies(self) -> list[Event]:
        return [e for e in self.events if e.kind == "public_reply" and e.actor == "agent"]

    @property
    def is_outbound(self) -> bool:
        """Nobody asked for it: we called, or an agent wrote first and not about any call."""
        if self.opening:
            return self.opening.call.direction in ("outbound", "internal")
        is_call = self.channel == "phone" or self.opened_from_call_id is not None
        return self.opened_by == "agent" and not is_call

    @property
    def is_left_out(self) -> bool:
        return self.is_deleted_spam_or_test or self.is_merged

    def value_at(self, kind: str, current: str | None, moment: datetime) -> str:
        """Give the value in force, else the next one given after it, else unknown."""
        changes = [event for event in self.events if event.kind == kind]
        origin = changes[0].from_value if changes else None
        last = {change.at: change for change in changes}
        changes = list(last.values())
        if not changes:
            return current or "unknown"
        passed = [change.to_value for change in changes if change.at <= moment]
        in_force = passed[-1] if passed else origin
        later = [change.to_value for change in changes[len(passed) :]]
        return next((value for value in [in_force, *later] if value), "unknown")

    def dimensions_at(self, moment: datetime) -> tuple[str, str, str, str]:
        """Give channel, team, priority and segment."""
        return (
            self.channel,
            self.value_at("team_assigned", self.team_id, moment),
            self.value_at("priority_changed", self.priority, moment),
            "unknown",
        )


def word(words: Words, vocabulary: str, cell: object) -> str:
    """Translate a vendor's word; an empty cell is (blank)."""
    spelled = "(blank)" if cell is None else str(cell).lower()
    unlisted = "unknown" if vocabulary == "actor_type" else "unmapped"
    return words.get((vocabulary, spelled), unlisted)


class PortId(str):
    """An id that names its vendor already."""

    __slots__ = ()


def prefixed(cell: object) -> str | None:
    """Give the id of the ports; files of the ports leave the vendor out."""
    return cell if cell is None or isinstance(cell, PortId) else f"custom:main:{cell}"


def changed_value(words: Words, kind: str, cell: object) -> str | None:
    if cell is not None and kind in CHANGED:
        return word(words, CHANGED[kind], cell)
    return prefixed(cell)


def event_of(row: Row, words: Words) -> Event:
    kind = word(words, "event_type", row["event_type"])
    return Event(
        at=cast(datetime, row["event_at"]),
        sequence=cast(int, row.get("sequence_number") or 0),
        key=cast(str, prefixed(row["ticket_event_id"])),
        kind=kind,
        actor=word(words, "actor_type", row.get("actor_type")),
        from_value=changed_value(words, kind, row.get("from_value")),
        to_value=changed_value(words, kind, row.get("to_value")),
        actor_id=prefixed(row.get("actor_id")),
    )


def milestones(row: Row) -> list[Event]:
    """Give the events of a ticket for which none was delivered."""
    found = []
    if row.get("first_replied_at"):
        at = cast(datetime, row["first_replied_at"])
        found.append(Event(at, 1, "reply", "public_reply", "agent"))
    for number, status in enumerate(SOLVED, start=2):
        if row.get(f"{status}_at"):
            at = cast(datetime, row[f"{status}_at"])
            found.append(Event(at, number, status, "status_changed", "unknown", None, status))
    return found


def turns_of(events: list[Event]) -> list[tuple[Event, bool]]:
    """Follow the status: a new ticket is unsolved; a change to deleted or to nothing is neither."""
    turns = []
    is_solved = False
    for event in events:
        if event.kind != "status_changed" or event.to_value in ("deleted", None):
            continue
        if (event.to_value in SOLVED) != is_solved:
            is_solved = not is_solved
            turns.append((event, is_solved))
    return turns


def note_deletion(ticket: Ticket) -> None:
    """A ticket that its history last threw away is deleted, whatever it says of itself."""
    moves = [
        event.to_value if event.kind == "status_changed" else event.kind
        for event in ticket.events
        if event.kind in ("deleted", "restored")
        or (event.kind == "status_changed" and event.to_value is not None)
    ]
    if moves and moves[-1] == "deleted":
        ticket.is_deleted_spam_or_test = True
        ticket.reason = "spam" if ticket.reason == "spam" else "deleted"


def ticket_of(row: Row, words: Words) -> Ticket:
    status = word(words, "ticket_status", row.get("ticket_status"))
    is_deleted = row.get("is_deleted") or status == "deleted"
    is_merged = row.get("merged_into_ticket_id") is not None
    reasons = {
        "spam": row.get("is_spam"),
        "deleted": is_deleted,
        "test": row.get("is_test"),
        "merged": is_merged,
    }
    return Ticket(
        ticket_id=cast(str, prefixed(row["ticket_id"])),
        requester_id=prefixed(row.get("requester_id")),
        channel=word(words, "channel", row.get("channel")),
        priority=word(words, "priority", row.get("priority")),
        team_id=prefixed(row.get("team_id")),
        topic=cast(str | None, row.get("topic")),
        opened_by=word(words, "actor_type", row.get("opened_by_actor_type")),
        opened_from_call_id=prefixed(row.get("opened_from_call_id")),
        is_deleted_spam_or_test=bool(is_deleted or row.get("is_spam") or row.get("is_test")),
        is_merged=is_merged,
        reason=next((name for name, holds in reasons.items() if holds), None),
        agent_id=prefixed(row.get("agent_id")),
        opened_at=cast(datetime, row["opened_at"]),
        reopen_count=cast(int | None, row.get("reopen_count")),
        reassignment_count=cast(int | None, row.get("reassignment_count")),
        has_events=False,
    )


def histories(
    ticket_rows: list[Row], event_rows: list[Row], words: Words, as_of: datetime
) -> dict[str, Ticket]:
    """Give every ticket that exists at `as_of`, with what had happened to it by then."""
    delivered: dict[str, list[Event]] = {}
    for row in event_rows:
        event = event_of(row, words)
        if event.at <= as_of:
            delivered.setdefault(str(prefixed(row["ticket_id"])), []).append(event)
    tickets = {}
    for row in ticket_rows:
        ticket = ticket_of(row, words)
        if ticket.opened_at > as_of:
            continue
        ticket.has_events = ticket.ticket_id in delivered
        events = delivered[ticket.ticket_id] if ticket.has_events else milestones(row)
        ticket.events = sorted((e for e in events if e.at <= as_of), key=Event.order)
        ticket.turns = turns_of(ticket.events)
        note_deletion(ticket)
        tickets[ticket.ticket_id] = ticket
    return tickets
