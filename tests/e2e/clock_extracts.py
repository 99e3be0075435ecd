"""Port files for cases of SLA clocks: tickets with promises, schedules and holidays."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")

HEADERS = {
    "tickets": (
        "ticket_id requester_id channel opened_by_actor_type is_deleted is_spam team_id opened_at"
    ),
    "ticket_events": (
        "ticket_event_id ticket_id event_at sequence_number event_type actor_type to_value"
    ),
    "sla_targets": (
        "sla_target_id ticket_id sla_metric tier target_seconds is_business_time applied_at"
        " superseded_at"
    ),
    "business_schedules": (
        "schedule_id weekday opens_at_minute closes_at_minute time_zone is_default"
    ),
    "schedule_holidays": "schedule_id starts_on ends_on starts_at_minute ends_at_minute",
    "ticket_schedules": "ticket_id schedule_id applied_at",
}


def spelled(clock: str) -> str:
    """Spell a time of the wall clock in New York, or one in UTC that ends with Z."""
    if clock.endswith("Z") or not clock:
        return clock
    return datetime.fromisoformat(clock).replace(tzinfo=NEW_YORK).isoformat()


class Extracts:
    """Port files in the making. Each case is a ticket, in a team of the same name."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[str, ...]]] = {port: [] for port in HEADERS}
        self.late: list[tuple[str, ...]] = []

    def schedule(
        self, name: str, days: Iterable[int], opens: int, closes: int, *, is_default: bool = False,
        zone: str = NEW_YORK.key,
    ) -> None:  # fmt: skip
        """Add the hours of a desk, in New York unless said otherwise, from hour to hour."""
        for day in days:
            hours = str(opens * 60), str(closes * 60)
            row = (name, str(day), *hours, zone, str(is_default))
            self.rows["business_schedules"].append(row)

    def holiday(self, schedule: str, day: str, starts: str = "", ends: str = "") -> None:
        self.rows["schedule_holidays"].append((schedule, day, day, starts, ends))

    def ticket(
        self, name: str, opened: str, *, opened_by: str = "customer", requester: str | None = None,
        is_deleted: bool = False, is_spam: bool = False,
    ) -> None:  # fmt: skip
        customer = f"c_{name}" if requester is None else requester
        marks = str(is_deleted), str(is_spam)
        row = (name, customer, "email", opened_by, *marks, name, spelled(opened))
        self.rows["tickets"].append(row)

    def event(
        self, name: str, clock: str, kind: str, actor: str, value: str = "", *,
        sequence: int | None = None, is_late: bool = False,
    ) -> None:  # fmt: skip
        number = len(self.rows["ticket_events"]) + len(self.late)
        order = str(number if sequence is None else sequence)
        row = (f"e{9999 - number}", name, spelled(clock), order, kind, actor, value)
        (self.late if is_late else self.rows["ticket_events"]).append(row)

    def status(self, name: str, clock: str, status: str, sequence: int | None = None) -> None:
        self.event(name, clock, "status_changed", "agent", status, sequence=sequence)

    def reply(self, name: str, clock: str, actor: str = "agent") -> None:
        self.event(name, clock, "public_reply", actor)

    def promise(
        self, name: str, metric: str, seconds: str, applied: str, *, until: str = "",
        is_business: bool = False, key: str = "",
    ) -> None:  # fmt: skip
        times = spelled(applied), spelled(until)
        row = (f"{name}{key}", name, metric, "computed", seconds, str(is_business), *times)
        self.rows["sla_targets"].append(row)

    def put_on(self, name: str, schedule: str, applied: str) -> None:
        self.rows["ticket_schedules"].append((name, schedule, spelled(applied)))

    def write(self, folder: Path) -> None:
        for port, rows in self.rows.items():
            self._write(folder / "custom" / port / "2027-01-01.csv", HEADERS[port], rows)
        later = folder / "custom" / "ticket_events" / "2027-01-09.csv"
        self._write(later, HEADERS["ticket_events"], self.late)

    @staticmethod
    def _write(path: Path, header: str, rows: list[tuple[str, ...]]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([header.split(), *rows])
