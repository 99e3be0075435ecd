"""SLA adherence: the share of promises kept, of those decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from tests.oracle.daily import Daily, Fact, Key
from tests.oracle.reading import Row
from tests.oracle.sla_clocks import Judgement
from tests.oracle.tickets import Ticket, Words, prefixed, word

REPLY_METRICS = ("next_reply", "pausable_update", "periodic_update")
RUNNING_ON = ("requester_wait", "agent_work", "resolution")
TIERS = ("computed", "vendor_due", "vendor_verdict")


@dataclass(frozen=True)
class Promise:
    """A promise as judged; `is_met` is None while it is open."""

    target_id: str
    ticket: Ticket
    metric: str
    tier: str
    priority: str | None
    is_met: bool | None
    decided_at: datetime | None
    stopped_at: datetime | None
    is_best_tier: bool


def clock_stop(metric: str, applied_at: datetime, ticket: Ticket) -> datetime | None:
    if metric != "first_reply" and metric not in REPLY_METRICS:
        return ticket.solves[-1].at if ticket.is_solved else None
    replies = [reply.at for reply in ticket.human_replies]
    if metric in REPLY_METRICS:
        replies = [at for at in replies if at >= applied_at]
    solves = [solve.at for solve in ticket.solves if solve.at >= applied_at]
    return min(replies[:1] + solves[:1], default=None)


def decided(
    row: Row, ticket: Ticket, stopped_at: datetime | None, as_of: datetime
) -> tuple[bool | None, datetime | None]:
    """Judge by the tier: met or not, and when that was decided; (None, None) while open."""
    due_at = cast(datetime | None, row.get("due_at"))
    if row["tier"] == "vendor_due":
        assert due_at is not None
        if stopped_at is not None and stopped_at <= due_at:
            return True, stopped_at
        return (False, due_at) if due_at < as_of else (None, None)
    is_met = cast(bool | None, row.get("is_met"))
    moments = [row.get("decided_at"), stopped_at, ticket.closed_at]
    if is_met is False:
        moments.append(due_at)
    moment = cast(datetime | None, next((moment for moment in moments if moment), None))
    if is_met is None or moment is None or moment > as_of:
        return None, None
    return is_met, moment


def promises(
    rows: list[Row], tickets: dict[str, Ticket], words: Words, as_of: datetime
) -> list[Promise]:
    """Give the promises that count, apart from the tier."""
    rows = [row for row in rows if cast(datetime, row["applied_at"]) <= as_of]
    best: dict[tuple[object, object], int] = {}
    for row in rows:
        told = row["ticket_id"], row["sla_metric"]
        best[told] = min(best.get(told, 9), TIERS.index(str(row["tier"])))
    found = []
    for row in rows:
        ticket = tickets.get(str(prefixed(row["ticket_id"])))
        if ticket is None or ticket.is_left_out:
            continue
        if row["tier"] == "vendor_due" and row.get("due_at") is None:
            continue
        metric, tier = str(row["sla_metric"]), str(row["tier"])
        stopped_at = clock_stop(metric, cast(datetime, row["applied_at"]), ticket)
        is_met, decided_at = decided(row, ticket, stopped_at, as_of)
        superseded_at = cast(datetime | None, row.get("superseded_at"))
        if superseded_at and superseded_at <= (decided_at or as_of):
            continue
        is_best_tier = TIERS.index(tier) == best[row["ticket_id"], row["sla_metric"]]
        given = row.get("priority")
        priority = None if given is None else word(words, "priority", given)
        found.append(
            Promise(
                *(str(row["sla_target_id"]), ticket, metric, tier, priority),
                *(is_met, decided_at, stopped_at, is_best_tier),
            )
        )
    return found


def computed_promises(judgements: list[Judgement]) -> list[Promise]:
    """Give the promises with a duration that count."""
    return [
        Promise(
            target_id=f"{judged.target.name}:{judged.stretch.number:06}",
            ticket=judged.target.ticket,
            metric=judged.target.metric,
            tier="computed",
            priority=judged.target.priority,
            is_met={"met": True, "breached": False}.get(judged.state),
            decided_at=judged.decided_at,
            stopped_at=judged.stretch.ended_at,
            is_best_tier=True,
        )
        for judged in judgements
        if judged.reason is None
    ]


def deciding(of_ticket: list[Promise]) -> Promise:
    """Find the first breached promise, else an open one, else the last met; ties by key."""

    def rank(promise: Promise) -> tuple[int, float, str]:
        kind = {False: 0, None: 1, True: 2}[promise.is_met]
        seconds = promise.decided_at.timestamp() if promise.decided_at else 0.0
        return kind, seconds if kind == 0 else -seconds, promise.target_id

    return min(of_ticket, key=rank)


def can_be_undone(variant: str, promise: Promise) -> bool:
    """Tell whether a reopening of the ticket could change the verdict or its day."""
    runs_on = promise.metric in RUNNING_ON
    if variant == "closed_only":
        return runs_on
    return promise.is_met is True and (runs_on or variant == "ticket_all_met")


def sla_adherence(counting: list[Promise], as_of: datetime, zone: ZoneInfo) -> dict[Key, Fact]:
    """Sum the promises that count."""
    daily = Daily(zone)

    def weigh(variant: str, promise: Promise, moment: datetime | None) -> None:
        is_met = promise.is_met
        anchor = as_of if is_met is None or moment is None else moment
        atom: Fact = (0, 0, 0, 1, None)
        if is_met is not None and moment is not None:
            closed_at = promise.ticket.closed_at if can_be_undone(variant, promise) else moment
            final_on = None if closed_at is None else daily.day_after(max(moment, closed_at))
            atom = (int(is_met), 1, int(is_met), 0, final_on)
        channel, team, priority, segment = promise.ticket.dimensions_at(anchor)
        dimensions = (channel, team, promise.priority or priority, segment)
        daily.add(variant, anchor, dimensions, atom)

    by_ticket: dict[str, list[Promise]] = {}
    for promise in counting:
        if promise.tier == "vendor_verdict":
            weigh("vendor_verdict", promise, promise.decided_at)
        if promise.is_best_tier:
            weigh("all_targets", promise, promise.decided_at)
            weigh(promise.metric, promise, promise.decided_at)
            weigh("closed_only", promise, promise.stopped_at)
            by_ticket.setdefault(promise.ticket.ticket_id, []).append(promise)
    for of_ticket in by_ticket.values():
        decider = deciding(of_ticket)
        weigh("ticket_all_met", decider, decider.decided_at)
    return daily.facts
