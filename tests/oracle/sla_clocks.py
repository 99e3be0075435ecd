"""The clocks of promises with a duration: when they start, run and stop, and what that decides.

Moments on a clock are microseconds of an epoch, UTC.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from tests.oracle.business_time import ALL_TIME, FOREVER, Desks, Timeline
from tests.oracle.calendars import moment_of, stamp
from tests.oracle.tickets import Event, Ticket

UPDATES = ("pausable_update", "periodic_update")
STARTING_ANEW = ("next_reply", *UPDATES)

Run = tuple[int, int]
#: Metric -> the statuses in which its clock runs.
Statuses = dict[str, set[str]]


@dataclass(frozen=True)
class Target:
    """A promise: one metric on one ticket, so many seconds, from when on and until when."""

    name: str
    ticket: Ticket
    metric: str
    policy_id: str | None
    priority: str | None
    seconds: int | Decimal | None
    is_business: bool | None
    applied_at: datetime
    superseded_at: datetime | None


@dataclass(frozen=True)
class Stretch:
    """One stretch of a ticket that a metric measures; number 0 has never started."""

    number: int
    started_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None


@dataclass(frozen=True)
class Judgement:
    """One promise on one stretch, judged as if it had held throughout, and whether it counts."""

    target: Target
    stretch: Stretch
    due_at: datetime | None
    elapsed_micros: int | None
    state: str
    decided_at: datetime | None
    reason: str | None


def read_statuses(seed: Path) -> Statuses:
    statuses: Statuses = defaultdict(set)
    with seed.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            statuses[line["sla_metric"]].add(line["ticket_status"])
    return statuses


class Course:
    """The course of one ticket: its status over time, its questions and its answers."""

    def __init__(self, ticket: Ticket, as_of: datetime) -> None:
        self.ticket = ticket
        self.now = stamp(as_of)
        changes = [e for e in ticket.events if e.kind == "status_changed"]
        first = (changes[0].from_value if changes else None) or "new"
        starts = [-FOREVER, *(stamp(e.at) for e in changes)]
        held = [first, *(e.to_value for e in changes)]
        self.statuses = list(zip(starts, [*starts[1:], FOREVER], held, strict=True))

    @cached_property
    def turns(self) -> list[tuple[Event, str]]:
        """Give the questions, replies and solves, in order; none before the opening."""
        solves = {id(event) for event, is_solve in self.ticket.turns if is_solve}
        found = []
        for event in self.ticket.events:
            if event.kind == "public_reply" and event.actor in ("agent", "customer"):
                found.append((event, "reply" if event.actor == "agent" else "question"))
            elif id(event) in solves:
                found.append((event, "solve"))
        opened_at = self.ticket.opened_at
        return [(replace(event, at=max(event.at, opened_at)), kind) for event, kind in found]

    def status_now(self) -> str | None:
        return self.statuses[-1][2]

    def runs(self, statuses: set[str], start: int, end: int) -> list[Run]:
        """Give the runs of a clock between two moments."""
        return [
            (max(start, begins), min(end, ends))
            for begins, ends, status in self.statuses
            if status in statuses and max(start, begins) < min(end, ends)
        ]

    def stretches(self, metric: str) -> list[Stretch]:
        """Cut the ticket into what the metric measures."""
        if metric in STARTING_ANEW:
            return self._anew(metric)
        opened_at = self.ticket.opened_at
        if metric == "first_reply":
            answers = [(event, kind) for event, kind in self.turns if kind != "question"]
            if answers:
                at = max(opened_at, answers[0][0].at)
                return [Stretch(1, opened_at, at, answers[0][1])]
        elif self.ticket.is_solved:
            return [Stretch(1, opened_at, max(opened_at, self.ticket.solves[-1].at), "solve")]
        return [Stretch(1, opened_at)]

    def _anew(self, metric: str) -> list[Stretch]:
        stretches: list[Stretch] = []
        started_at: datetime | None = None
        was_replied_to = False
        for event, kind in self.turns:
            if kind != "question" and started_at is not None:
                stretches.append(Stretch(len(stretches) + 1, started_at, event.at, kind))
                started_at = None
            was_replied_to = was_replied_to or kind == "reply"
            if metric in UPDATES:
                starts = kind == "reply"
            else:
                starts = kind == "question" and was_replied_to and started_at is None
            if starts:
                started_at = event.at
        if started_at is not None:
            stretches.append(Stretch(len(stretches) + 1, started_at))
        return stretches or [Stretch(0)]


def run_to_come(
    course: Course, stretch: Stretch, statuses: set[str], begin: int
) -> tuple[int, int] | None:
    """Give the run in which a clock that stopped, or runs now, would go on."""
    if stretch.ended_at is not None:
        return max(begin, stamp(stretch.ended_at)), FOREVER
    return (course.now, FOREVER) if course.status_now() in statuses else None


def due(target: Target, runs: list[Run], time: Timeline) -> int | None:
    """Give the moment at which the clock reaches what is allowed."""
    left = int((target.seconds or 0) * 1_000_000)
    for start, end in runs:
        reached = time.reach(start, end, left)
        if reached is not None:
            return reached
        left -= time.micros_between(start, end)
    return None


def reason_alone(target: Target, stretch: Stretch, runs: list[Run], time: Timeline) -> str | None:
    """Say why a promise on a stretch does not count, whatever came before and after it."""
    starts_anew = target.metric in STARTING_ANEW
    if not target.seconds:
        return "no_duration"
    if stretch.started_at is None:
        return "not_triggered" if starts_anew else "decided_before"
    if not all(time.is_known(*run) for run in runs):
        return "no_schedule"
    return "not_triggered" if starts_anew and not runs else None


def judge_alone(
    target: Target, course: Course, stretch: Stretch, statuses: set[str], desks: Desks
) -> Judgement:
    """Judge a promise on a stretch as if it had held throughout."""
    time = desks.timeline(target.ticket.ticket_id) if target.is_business else ALL_TIME
    if stretch.started_at is None:
        reason = reason_alone(target, stretch, [], time)
        return Judgement(target, stretch, None, None, "open", None, reason)
    ended_at = stretch.ended_at
    end = course.now if ended_at is None else stamp(ended_at)
    begin = max(stamp(stretch.started_at), stamp(target.ticket.opened_at))
    runs = course.runs(statuses, begin, end)
    elapsed = sum(time.micros_between(*run) for run in runs)
    coming = run_to_come(course, stretch, statuses, begin)
    all_runs = [*runs, coming] if coming else runs
    reached = due(target, all_runs, time) if target.seconds else None
    due_micros = None if reached is None else max(reached, stamp(target.applied_at))
    due_at = None if due_micros is None else moment_of(due_micros)
    is_late = reached is not None and ended_at is not None and reached < stamp(ended_at)
    state, decided_at = "open", None
    if ended_at is not None and due_at is not None and not is_late:
        state, decided_at = "met", ended_at
    elif due_micros is not None and due_micros < course.now:
        state, decided_at = "breached", due_at
    reason = reason_alone(target, stretch, runs, time)
    if reason is None and is_late and ended_at is not None and ended_at < target.applied_at:
        reason = "decided_before"
    return Judgement(target, stretch, due_at, elapsed, state, decided_at, reason)


def concerns(target: Target, stretch: Stretch, place: int) -> bool:
    """Tell whether a promise was in force at any time of a stretch; the first is from the start."""
    if stretch.started_at is None:
        return False
    is_made = place == 0 or stretch.ended_at is None or target.applied_at <= stretch.ended_at
    return is_made and (target.superseded_at is None or stretch.started_at < target.superseded_at)


def judge_together(alone: list[Judgement]) -> list[Judgement]:
    """Find the promise in force when the decision on a stretch falls; the first is the earliest."""
    judged = []
    is_decided = False
    for judgement in alone:
        reason = judgement.reason
        until, decided_at = judgement.target.superseded_at, judgement.decided_at
        if reason is None and until is not None and (decided_at is None or until <= decided_at):
            reason = "superseded"
        elif reason is None:
            reason = "decided_before" if is_decided else None
            is_decided = True
        if judgement.target.ticket.reason is not None:
            reason = judgement.target.ticket.reason
        judged.append(replace(judgement, reason=reason))
    return judged


def judge(
    targets: list[Target], statuses: Statuses, desks: Desks, as_of: datetime
) -> list[Judgement]:
    """Judge every promise on every stretch of its ticket."""
    by_metric: dict[tuple[str, str], list[Target]] = defaultdict(list)
    courses: dict[str, Course] = {}
    for target in targets:
        by_metric[target.ticket.ticket_id, target.metric].append(target)
        if target.ticket.ticket_id not in courses:
            courses[target.ticket.ticket_id] = Course(target.ticket, as_of)
    judged = []
    for (ticket_id, metric), promises in by_metric.items():
        course = courses[ticket_id]
        promises.sort(key=lambda target: (target.applied_at, target.name))
        listed: set[int] = set()
        for stretch in course.stretches(metric):
            touching = [n for n, target in enumerate(promises) if concerns(target, stretch, n)]
            listed.update(touching)
            alone = [
                judge_alone(promises[n], course, stretch, statuses[metric], desks) for n in touching
            ]
            judged += judge_together(alone)
        for n, target in enumerate(promises):
            if n not in listed:
                alone = [judge_alone(target, course, Stretch(0), set(), desks)]
                judged += judge_together(alone)
    return judged
