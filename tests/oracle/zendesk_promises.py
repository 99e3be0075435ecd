"""What the helpdesk's policies promised on each ticket, and the schedules of its tickets."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.oracle.calendars import Holiday, Shift
from tests.oracle.sla_clocks import Target
from tests.oracle.tickets import Event, Ticket, Words, word
from tests.oracle.zendesk import changes_of, prefixed
from tests.oracle.zendesk_reading import Extract, Raw

DAY = 1440
WEEK = 7 * DAY

#: Metric and priority -> what is promised.
Version = dict[tuple[str, str], tuple[int, bool]]


@dataclass
class Policies:
    """The versions of each policy, in order."""

    versions: dict[int, dict[datetime, Version]]

    def promised(self, policy: int, priority: str, at: datetime) -> dict[str, tuple[int, bool]]:
        """Give what the version in force promises; the oldest also stands for the time before."""
        versions = self.versions.get(policy, {})
        if not versions:
            return {}
        stamps = sorted(versions)
        version = versions[stamps[max(0, bisect_right(stamps, at) - 1)]]
        return {metric: what for (metric, meant), what in version.items() if meant == priority}


def read_policies(rows: list[Raw], words: Words) -> Policies:
    versions: dict[int, dict[datetime, Version]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        metric = str(row["metric"]).lower()
        if ("sla_metric", metric) in words:
            priority = word(words, "priority", row["priority"])
            promised = int(row["target"] * 60), bool(row["business_hours"])
            version = versions[row["sla_policy_id"]][row["sla_policy_updated_at"]]
            version[metric, priority] = promised
    return Policies(dict(versions))


def moments_of(
    applied: list[tuple[datetime, int]], priorities: list[Event], current: str
) -> list[tuple[datetime, int, str]]:
    """Give the moments at which a ticket's policy or its priority under a policy was set."""
    moments = []
    for at in sorted({a for a, _ in applied} | {e.at for e in priorities}):
        policies = [policy for a, policy in applied if a <= at]
        if policies:
            passed = [e.to_value for e in priorities if e.at <= at]
            before = (priorities[0].from_value or "none") if priorities else current
            moments.append((at, policies[-1], passed[-1] if passed else before))
    return [(at, policy, priority or "none") for at, policy, priority in moments]


#: Policy, seconds allowed, in business time.
Promise = tuple[int, int, bool]


def targets_of(
    ticket: Ticket, moments: list[tuple[datetime, int, str]], policies: Policies, words: Words
) -> list[Target]:
    """Give the promises on one ticket: each lasts while the same is promised without a break."""
    made: list[tuple[str, str, datetime, Promise, datetime | None]] = []
    running: dict[str, tuple[str, datetime, Promise]] = {}
    for at, policy, priority in moments:
        promised = policies.promised(policy, priority, at)
        now = {metric: (policy, *what) for metric, what in promised.items()}
        for metric, (given, since, what) in list(running.items()):
            if now.get(metric) != what:
                made.append((metric, given, since, what, at))
                del running[metric]
        for metric, what in now.items():
            running.setdefault(metric, (priority, at, what))
    made += [(metric, *rest, None) for metric, rest in running.items()]
    return [
        Target(
            name=f"{ticket.ticket_id}:{metric}:{at:%Y-%m-%d %H:%M:%S.%f}",
            ticket=ticket,
            metric=words["sla_metric", metric],
            policy_id=prefixed(policy),
            priority=priority,
            seconds=seconds,
            is_business=is_business,
            applied_at=at,
            superseded_at=until,
        )
        for metric, priority, at, (policy, seconds, is_business), until in made
    ]


def zendesk_targets(
    extracts: dict[str, Extract], tickets: dict[str, Ticket], words: Words, as_of: datetime
) -> list[Target]:
    """Give every promise on every ticket, as far as it was made by `as_of`."""
    policies = read_policies(extracts["sla_policy_metric_history"].kept, words)
    known = {row["id"]: row for row in extracts["ticket"].kept}
    changes_by_ticket = changes_of(extracts["ticket_field_history"].kept, words, known)
    priorities: dict[int, list[Event]] = {
        number: [e for _, e in changes if e.kind == "priority_changed"]
        for number, changes in changes_by_ticket.items()
    }
    applied: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for row in extracts["ticket_sla_policy"].kept:
        if row["policy_applied_at"] <= as_of:
            applied[row["ticket_id"]].append((row["policy_applied_at"], row["sla_policy_id"]))
    targets = []
    for number, listed in applied.items():
        ticket = tickets.get(str(prefixed(number)))
        if ticket is not None:
            changes = [e for e in priorities.get(number, []) if e.at <= as_of]
            moments = moments_of(sorted(listed), changes, ticket.priority)
            targets += targets_of(ticket, moments, policies, words)
    return targets


def read_zones(seed: Path) -> dict[str, str]:
    with seed.open(encoding="utf-8", newline="") as lines:
        return {line["zone_name"]: line["time_zone"] for line in csv.DictReader(lines)}


def shifts_of(rows: list[Raw], zones: dict[str, str]) -> list[Shift]:
    """Give the openings, cut at midnight; deleted ones only of a schedule that is all deleted."""
    living = [row for row in rows if not row["_fivetran_deleted"]]
    default = min(((row["created_at"], row["id"]) for row in living), default=(None, None))[1]
    alive = {row["id"] for row in living}
    shifts = []
    for row in living + [row for row in rows if row["id"] not in alive]:
        start, end = row["start_time"], row["end_time"]
        while start < end:
            midnight = (start // DAY + 1) * DAY
            closes = min(end, midnight)
            weekday = start % WEEK // DAY or 7
            zone = str(zones.get(row["time_zone"], row["time_zone"]))
            minutes = start % DAY, closes - start // DAY * DAY
            schedule_id = str(prefixed(row["id"]))
            shifts.append(Shift(schedule_id, weekday, *minutes, zone, row["id"] == default))
            start = closes
    return shifts


def holidays_of(rows: list[Raw]) -> list[Holiday]:
    return [
        Holiday(
            *(str(prefixed(row["schedule_id"])), row["start_date"]),
            row["end_date"] or row["start_date"],
        )
        for row in rows
        if not row["_fivetran_deleted"]
    ]


def ticket_schedules_of(rows: list[Raw]) -> dict[str, list[tuple[datetime, str]]]:
    """Give what schedule was put on each ticket when, in order."""
    put_on: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for row in rows:
        put_on[str(prefixed(row["ticket_id"]))].append(
            (row["created_at"], str(prefixed(row["schedule_id"])))
        )
    return {ticket_id: sorted(listed) for ticket_id, listed in put_on.items()}
