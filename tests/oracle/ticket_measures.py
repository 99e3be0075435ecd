"""What is measured of every ticket: how often, how long, since when; from its history alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from tests.oracle.business_time import ALL_TIME, Desks, Timeline
from tests.oracle.calendars import stamp
from tests.oracle.sla_clocks import Course, Run
from tests.oracle.tickets import Event, Ticket

Measures = dict[str, object]
Seconds = Callable[[list[Run]], Decimal | None]

WRITTEN = ("public_reply", "private_note")
#: The words for a time in certain statuses, and the statuses.
IN_STATUS = {
    "new_status": {"new"},
    "open_status": {"open"},
    "agent_wait": {"waiting_on_customer"},
    "on_hold": {"on_hold"},
    "agent_work": {"new", "open"},
    "requester_wait": {"new", "open", "on_hold"},
    "unsolved": {"new", "open", "waiting_on_customer", "on_hold"},
}

TOUCHES = ("one", "two", "multi")
#: What milestones and a vendor's counters tell of a ticket without a history.
KNOWN_BY_MILESTONES = (
    *("first_replied_at", "first_solved_at", "last_solved_at", "first_reopened_at", "closed_at"),
    *("is_solved", "is_outbound", "has_events", "has_schedule"),
    *(
        f"{name}_{unit}"
        for name in ("first_reply", "first_resolution", "full_resolution")
        for unit in ("seconds", "business_seconds")
    ),
)


def seconds(micros: int) -> Decimal:
    return Decimal(micros // 1000) / 1000


def between(start: datetime | None, end: datetime | None) -> Decimal | None:
    """Give the seconds from one moment to a later one; none if one is missing or before."""
    if start is None or end is None or end < start:
        return None
    return seconds(stamp(end) - stamp(start))


def on_clock(time: Timeline, now: int) -> Seconds:
    """Give the clock that adds up runs; it knows nothing where a schedule is unknown."""

    def add_up(runs: list[Run]) -> Decimal | None:
        if not all(time.is_known(*run) for run in runs or [(now, now + 1)]):
            return None
        return seconds(sum(time.micros_between(*run) for run in runs))

    return add_up


class Life:
    """One ticket up to the build's moment."""

    def __init__(self, ticket: Ticket, as_of: datetime) -> None:
        self.ticket = ticket
        self.as_of = as_of
        self.course = Course(ticket, as_of)

    def written(self, *kinds: str, by: str | None = None) -> list[Event]:
        """Give the comments of these kinds, by one sort of people or by anybody."""
        return [e for e in self.ticket.events if e.kind in kinds and by in (None, e.actor)]

    def stations(self, kind: str, current: str | None) -> list[tuple[datetime, str | None]]:
        """Give who had the ticket from when on; without any change the present one always had."""
        changes = [e for e in self.ticket.events if e.kind == kind]
        origin = changes[0].from_value if changes else current
        return [(self.ticket.opened_at, origin), *((e.at, e.to_value) for e in changes)]

    def end(self) -> datetime:
        return self.ticket.closed_at or self.as_of

    def unassigned(self) -> list[Run]:
        """Give the runs without an agent."""
        stations = self.stations("agent_assigned", self.ticket.agent_id)
        ends = [at for at, _ in stations[1:]] + [self.end()]
        opened_at, end = self.ticket.opened_at, self.end()
        runs = [
            (stamp(max(opened_at, begins)), stamp(min(end, ends_at)))
            for (begins, agent), ends_at in zip(stations, ends, strict=True)
            if agent is None
        ]
        return [run for run in runs if run[0] < run[1]]

    def answered_waits(self) -> list[Decimal]:
        """Give the waits that a reply ended, each from the first question since the last answer."""
        waits = []
        asked_at = self.ticket.opened_at if self.ticket.opened_by == "customer" else None
        for event, kind in self.course.turns:
            if kind == "question":
                asked_at = asked_at or event.at
                continue
            if kind == "reply" and asked_at is not None:
                waits.append(between(asked_at, event.at) or Decimal())
            asked_at = None
        return waits

    def moves(self, kind: str, word: str) -> int:
        """Count the moments at which the ticket came into or out of the trash."""
        status, found = "new", {e.at for e in self.ticket.events if e.kind == word}
        for event in self.ticket.events:
            if event.kind == "status_changed" and event.to_value is not None:
                before = event.from_value or status
                status = event.to_value
                is_moved = (before == "deleted") != (status == "deleted")
                if is_moved and (status == "deleted") == (kind == "in"):
                    found.add(event.at)
        return len(found)


def counts(life: Life) -> Measures:
    ticket = life.ticket
    agents = life.stations("agent_assigned", ticket.agent_id)
    teams = life.stations("team_assigned", ticket.team_id)
    given = [(at, agent) for at, agent in agents if agent]
    before_solve = [
        reply
        for reply in ticket.human_replies
        if not ticket.solves or reply.at <= ticket.solves[0].at
    ]
    by_customer = {e.at for e in ticket.events if e.actor == "customer"}
    written = life.written(*WRITTEN)
    by_agents = life.written(*WRITTEN, by="agent")
    waits = life.answered_waits()
    return {
        "public_reply_count": len(ticket.human_replies),
        "first_cycle_reply_count": len(before_solve),
        "reopen_count": len(ticket.reopenings),
        "reassignment_count": sum(
            bool(one and other and one != other) for (_, one), (_, other) in pairwise(agents)
        ),
        "comment_count": len(written),
        "private_note_count": len(life.written("private_note")),
        "customer_reply_count": len(life.written("public_reply", by="customer")),
        "agent_comment_count": len(by_agents),
        "commenting_agent_count": len({e.actor_id for e in by_agents} - {None}),
        "deletion_count": life.moves("in", "deleted"),
        "recovery_count": life.moves("out", "restored"),
        "customer_update_count": sum(at > ticket.opened_at for at in by_customer),
        "last_commented_at": max((e.at for e in written), default=None),
        "agent_count": len({agent for _, agent in given}),
        "agent_station_count": len(given),
        "team_station_count": sum(team is not None for _, team in teams),
        "first_agent_id": given[0][1] if given else None,
        "first_assigned_at": given[0][0] if given else None,
        "last_assigned_at": given[-1][0] if given else None,
        "reply_wait_seconds": sum(waits) if waits else None,
    }


def moments(life: Life) -> Measures:
    ticket = life.ticket
    return {
        "first_replied_at": min((e.at for e in ticket.human_replies), default=None),
        "first_solved_at": ticket.solves[0].at if ticket.solves else None,
        "last_solved_at": ticket.solves[-1].at if ticket.solves else None,
        "first_reopened_at": ticket.reopenings[0].at if ticket.reopenings else None,
        "closed_at": ticket.closed_at,
        "last_status_changed_at": max(
            (e.at for e in ticket.events if e.kind == "status_changed"), default=None
        ),
    }


def durations(life: Life, since: Measures, desks: Desks) -> Measures:
    ticket = life.ticket
    opened_at = ticket.opened_at
    ends = {
        "first_reply": since["first_replied_at"],
        "first_resolution": since["first_solved_at"],
        "full_resolution": since["last_solved_at"],
    }
    stretches: dict[str, list[Run] | None] = {
        name: [(stamp(opened_at), stamp(end))]
        if isinstance(end, datetime) and end >= opened_at
        else None
        for name, end in ends.items()
    }
    begin, now = stamp(opened_at), stamp(life.as_of)
    for name, statuses in IN_STATUS.items():
        stretches[name] = life.course.runs(statuses, begin, now)
    stretches["unassigned"] = life.unassigned()
    time = desks.timeline(ticket.ticket_id)
    clocks = {"seconds": on_clock(ALL_TIME, now), "business_seconds": on_clock(time, now)}
    return {
        f"{name}_{unit}": None if runs is None else add_up(runs)
        for name, runs in stretches.items()
        for unit, add_up in clocks.items()
    } | {"has_schedule": time.is_known(now, now + 1)}


def measures_of(ticket: Ticket, desks: Desks, as_of: datetime) -> Measures:
    """Give every measure of one ticket."""
    life = Life(ticket, as_of)
    since = moments(life)
    counted = counts(life)
    solved_at = since["last_solved_at"]
    assert solved_at is None or isinstance(solved_at, datetime)
    first, last = counted["first_assigned_at"], counted["last_assigned_at"]
    assert first is None or isinstance(first, datetime)
    assert last is None or isinstance(last, datetime)
    touches = len(ticket.human_replies) if ticket.is_solved else 0
    measures = {
        **since,
        **counted,
        **durations(life, since, desks),
        "first_assignment_to_solve_seconds": between(first, solved_at),
        "last_assignment_to_solve_seconds": between(last, solved_at),
        "is_one_touch": touches == 1,
        "is_two_touch": touches == 2,
        "is_multi_touch": touches >= 2,
        "is_solved": ticket.is_solved,
        "is_outbound": ticket.is_outbound,
        "has_events": ticket.has_events,
    }
    return measures if ticket.has_events else measures | untold(measures, ticket)


def untold(measures: Measures, ticket: Ticket) -> Measures:
    """Give what cannot be said without a history: all but its milestones, and what was counted."""
    known = {*KNOWN_BY_MILESTONES, *(f"is_{touch}_touch" for touch in TOUCHES)}
    nothing: Measures = {name: None for name in measures if name not in known}
    is_unsolved = None if ticket.is_solved else False
    counters = {
        "reopen_count": ticket.reopen_count,
        "reassignment_count": ticket.reassignment_count,
    }
    return nothing | counters | {f"is_{touch}_touch": is_unsolved for touch in TOUCHES}
