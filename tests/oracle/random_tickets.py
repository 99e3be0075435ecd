"""Random tickets with every oddity that a history can have, as clean rows of text."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

Row = dict[str, str | None]

STATUSES = ["open", "waiting_on_customer", "on_hold", "resolved", "closed", "deleted", "snoozed"]
STATUS_WEIGHTS = [25, 15, 6, 30, 14, 3, 1]
CHANNELS = ["email", "web_form", "chat", "phone", "phone", "portal", " Email ", "fax", None]
PRIORITIES = ["low", "normal", "high", "urgent", "none", "HIGH", "blocker", None]
TEAMS = ["t1", "t2", "t3", "t4", None]
ACTORS = ["customer", "agent", "bot", "system", "Agent", None, "martian"]
ACTOR_WEIGHTS = [35, 45, 6, 6, 2, 3, 1]
METRICS = [
    "first_reply", "next_reply", "requester_wait", "agent_work",
    "pausable_update", "periodic_update", "resolution",
]  # fmt: skip
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


class Maker:
    """Makes tickets, their events and their targets; everything follows from the seed."""

    def __init__(self, seed: int, as_of: datetime) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.as_of = as_of
        self.tickets: list[Row] = []
        self.events: list[Row] = []
        self.targets: list[Row] = []
        #: When each customer's contacts ended, to come back at the border of a window.
        self.ends: dict[str, list[datetime]] = {}

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def gap(self) -> timedelta:
        unit = self.random.choices([0, 1, 60, 3600, 86400], [15, 10, 30, 30, 15])[0]
        milliseconds = self.random.choice([0, 0, 0, 250])
        return timedelta(seconds=unit * self.random.randint(1, 12), milliseconds=milliseconds)

    def spell(self, moment: datetime | None) -> str | None:
        """Spell a UTC time in one of the ways that extracts do."""
        if moment is None:
            return None
        local = moment + timedelta(hours=2)
        digits = "milliseconds" if moment.microsecond else "seconds"
        return self.random.choice(
            [
                moment.isoformat(" ", digits),
                moment.isoformat("T", digits) + "Z",
                local.isoformat("T", digits) + "+02:00",
                moment.isoformat(" ", "milliseconds"),
                (moment - timedelta(hours=5, minutes=30)).isoformat("T", "milliseconds") + "-05:30",
            ]
        )

    def open_at(self, customer: str) -> datetime:
        """Open at any time, or just where the window of an earlier contact ends."""
        if self.ends.get(customer) and self.chance(0.4):
            days = self.random.choice([1, 3, 7, 7, 7, 14, 30])
            late = self.random.choice([0, 0, 1, -1, 3600]) * SECOND
            return self.random.choice(self.ends[customer]) + days * DAY + late
        at = self.as_of - timedelta(seconds=self.random.randint(-2 * 86400, 140 * 86400))
        if self.chance(0.005):
            at = self.random.choice([self.as_of, self.as_of + SECOND])
        return at

    def make_ticket(self, number: int) -> None:
        customer = f"c{self.random.randint(1, 1500)}"
        opened_at = self.open_at(customer)
        key = f"T{number}"
        row: Row = {
            "ticket_id": key,
            "ticket_number": str(number),
            "requester_id": None if self.chance(0.03) else customer,
            "organization_id": self.random.choice(["o1", None]),
            "channel": self.random.choice(CHANNELS),
            "ticket_status": self.random.choices([*STATUSES, None], [*STATUS_WEIGHTS, 1])[0],
            "priority": self.random.choice(PRIORITIES),
            "ticket_type": self.random.choice(["question", None]),
            "topic": self.random.choice(["billing", "delivery", "Billing", None]),
            "team_id": self.random.choice(TEAMS),
            "agent_id": self.random.choice(["a1", "a2", None]),
            "opened_by_actor_type": self.random.choices(ACTORS, [60, 18, 3, 3, 3, 5, 1])[0],
            "opened_from_call_id": "call1" if self.chance(0.05) else None,
            "merged_into_ticket_id": f"T{number + 1}" if self.chance(0.03) else None,
            "is_deleted": self.random.choices(["true", "false", "0", None], [1, 40, 9, 9])[0],
            "is_spam": self.random.choices(["TRUE", "false", "no", None], [1, 40, 9, 9])[0],
            "is_test": self.random.choices(["yes", "False", "f", None], [1, 40, 9, 9])[0],
            "opened_at": self.spell(opened_at),
        }
        if self.chance(0.85):
            stamps = self.add_events(key, opened_at)
        else:
            stamps = self.add_milestones(row, opened_at)
        if self.chance(0.2):
            row["closed_at"] = row.get("closed_at") or self.spell(stamps[-1] + self.gap())
        row["reopen_count"] = self.random.choice(["0", "1", "2", None])
        row["reassignment_count"] = self.random.choice(["0", "3", None])
        self.ends.setdefault(customer, []).append(stamps[-1])
        self.tickets.append(row)
        if self.chance(0.6):
            self.add_targets(key, stamps)

    def add_milestones(self, row: Row, opened_at: datetime) -> list[datetime]:
        stamps = [opened_at]
        for name in ("first_replied_at", "resolved_at", "closed_at"):
            if self.chance(0.7):
                stamps.append(stamps[-1] + self.gap() - (DAY if self.chance(0.02) else 0 * DAY))
                row[name] = self.spell(stamps[-1])
        return stamps

    def next_moment(self, at: datetime, solved_at: datetime | None) -> datetime:
        if solved_at and self.chance(0.15):
            return solved_at + 7 * DAY + self.random.choice([0, 0, 1, -1]) * SECOND
        if self.chance(0.003):
            return self.random.choice([self.as_of, self.as_of + SECOND, self.as_of - 7 * DAY])
        return at + self.gap()

    def add_events(self, key: str, opened_at: datetime) -> list[datetime]:
        at = opened_at - (self.gap() if self.chance(0.02) else 0 * DAY)
        holds: dict[str, str | None] = {
            "status_changed": "new",
            "team_assigned": self.random.choice(TEAMS),
            "priority_changed": self.random.choice(PRIORITIES),
            "agent_assigned": None,
        }
        values = {
            "team_assigned": TEAMS,
            "priority_changed": PRIORITIES,
            "agent_assigned": ["a1", "a2", "a3", "a4", None],
        }
        stamps, solved_at = [opened_at], None
        for step in range(self.random.randint(1, 10)):
            at = self.next_moment(at, solved_at)
            kind = self.random.choices(
                ["status_changed", "public_reply", "team_assigned", "priority_changed",
                 "agent_assigned", "private_note", "escalated", "restored", "levitated",
                 "deleted", "merged"],
                [38, 35, 7, 6, 5, 5, 2, 1, 1, 1, 1],
            )[0]  # fmt: skip
            event: Row = {
                "ticket_event_id": f"E{self.random.randint(0, 9999):04}-{key}-{step}",
                "ticket_id": key,
                "event_at": self.spell(at),
                "sequence_number": None if self.chance(0.02) else str(step + 1),
                "event_type": kind,
                "actor_type": self.random.choices(ACTORS, ACTOR_WEIGHTS)[0],
                "actor_id": self.random.choice(["a1", "a9", None]),
            }
            if kind in holds:
                after = self.random.choice(values.get(kind, [None]))
                if kind == "status_changed":
                    after = self.random.choices([*STATUSES, None], [*STATUS_WEIGHTS, 1])[0]
                    is_solve = after in ("resolved", "closed")
                    solved_at = (solved_at or at) if is_solve else None
                event |= {"from_value": holds[kind], "to_value": after}
                holds[kind] = after
            self.events.append(event)
            stamps.append(at)
        return stamps

    def add_targets(self, key: str, stamps: list[datetime]) -> None:
        previous: Row | None = None
        for number in range(self.random.randint(1, 5)):
            metric = self.random.choice(METRICS)
            if previous is not None and self.chance(0.3):
                metric = str(previous["sla_metric"])
                previous["superseded_at"] = self.spell(self.random.choice(stamps))
            applied_at = self.random.choice([stamps[0], stamps[0], self.random.choice(stamps)])
            late = self.random.choice([0, 0, 1, -1, 3600, 86400, 20 * 86400]) * SECOND
            due_at: datetime | None = self.random.choice(stamps) + late
            if self.chance(0.05):
                due_at = self.random.choice([None, self.as_of, self.as_of + SECOND])
            tier = self.random.choice(["vendor_due", "vendor_due", "vendor_verdict"])
            is_verdict = tier == "vendor_verdict"
            decided_at = self.random.choice([None, *stamps[-2:]]) if is_verdict else None
            previous = {
                "sla_target_id": f"S{key}-{number}",
                "ticket_id": key,
                "sla_metric": metric,
                "tier": tier,
                "policy_id": "p1",
                "priority": self.random.choice(PRIORITIES),
                "applied_at": self.spell(applied_at),
                "superseded_at": None,
                "due_at": None if is_verdict and self.chance(0.5) else self.spell(due_at),
                "is_met": self.random.choice(["true", "f", None]) if is_verdict else None,
                "decided_at": self.spell(decided_at),
            }
            self.targets.append(previous)

    def add_orphans(self) -> None:
        """Add events and targets of tickets that nobody delivers."""
        for number in range(40):
            self.add_events(f"gone{number}", self.as_of - 30 * DAY)
            self.add_targets(f"gone{number}", [self.as_of - 30 * DAY, self.as_of - 29 * DAY])
