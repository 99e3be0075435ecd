"""Port files in the making, for cases with a few tickets each."""

from __future__ import annotations

import csv
from pathlib import Path

TICKET = (
    *("ticket_id", "requester_id", "team_id", "channel", "opened_at", "merged_into_ticket_id"),
    "opened_by_actor_type",
)
EVENT = (
    *("ticket_event_id", "ticket_id", "event_at", "sequence_number"),
    *("event_type", "actor_type", "to_value"),
)
TARGET = ("sla_target_id", "ticket_id", "sla_metric", "tier", "applied_at", "due_at")

Row = tuple[str, ...]


class Extracts:
    """Port files in the making. Times are New York wall clock in June 2026, `dd hh:mm[:ss]`."""

    def __init__(self) -> None:
        self.tickets: list[Row] = []
        self.events: list[Row] = []
        self.targets: list[Row] = []

    @staticmethod
    def at(clock: str) -> str:
        """Spell `dd hh:mm` out; `May 31 23:30` stands for itself."""
        day, time = clock.rsplit(" ", 1)
        spelled = "2026-05-31" if day == "May 31" else f"2026-06-{day}"
        return f"{spelled}T{time}-04:00"

    def ticket(
        self, name: str, opened: str, *, customer: str, channel: str = "email", merged: str = "",
        opened_by: str = "customer",
    ) -> None:  # fmt: skip
        team = name.split("_")[0]
        self.tickets.append((name, customer, team, channel, self.at(opened), merged, opened_by))

    def reply(self, name: str, clock: str, actor: str = "agent") -> None:
        number = str(len(self.events))
        self.events.append((number, name, self.at(clock), number, "public_reply", actor, ""))

    def status(self, name: str, clock: str, status: str, actor: str = "agent") -> None:
        number = str(len(self.events))
        event = (number, name, self.at(clock), number, "status_changed", actor, status)
        self.events.append(event)

    def due(self, name: str, applied: str, due: str) -> None:
        self.targets.append(
            (name, name, "resolution", "vendor_due", self.at(applied), self.at(due))
        )

    def write(self, folder: Path) -> None:
        custom = folder / "custom"
        custom.mkdir(parents=True)
        for port, header, rows in (
            ("tickets", TICKET, self.tickets),
            ("ticket_events", EVENT, self.events),
            ("sla_targets", TARGET, self.targets),
        ):
            with (custom / f"{port}.csv").open("w", newline="") as file:
                csv.writer(file).writerows([header, *rows])
