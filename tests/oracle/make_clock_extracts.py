"""Hostile extracts in the columns of the ports, for promises with a duration."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.oracle.calendars import Holiday, Shift
from tests.oracle.random_tickets import METRICS, SECOND, Maker

NEW_YORK = "America/New_York"
WEEK, ALL_WEEK = range(1, 6), range(1, 8)
SHIFTS = [
    *(Shift("office", day, 540, 1020, NEW_YORK, is_default=True) for day in WEEK),
    *(Shift("split", day, 540, 720, "Asia/Kolkata") for day in WEEK),
    *(Shift("split", day, 780, 1080, "Asia/Kolkata") for day in WEEK),
    *(Shift("always", day, 0, 1440, "Europe/Berlin") for day in ALL_WEEK),
]
HOLIDAYS = [
    Holiday("office", date(2025, 12, 25), date(2025, 12, 26)),
    Holiday("office", date(2026, 2, 4), date(2026, 2, 5), 720, 660),
]
DURATIONS = ("0", "1", "1.25", "60", "3600", "28800", "144000", "1000000")


class ClockMaker(Maker):
    """Makes promises with a duration instead of others, and puts schedules on tickets."""

    def __init__(self, seed: int, as_of: datetime) -> None:
        super().__init__(seed, as_of)
        self.ticket_schedules: list[dict[str, str | None]] = []

    def add_targets(self, key: str, stamps: list[datetime]) -> None:
        for metric in self.random.sample(METRICS, self.random.randint(1, 4)):
            near = [stamp + self.random.choice([0, 0, 1, 3600]) * SECOND for stamp in stamps]
            applied = sorted({stamps[0], *self.random.choices(near, k=self.random.randint(0, 2))})
            for number, (at, until) in enumerate(zip(applied, [*applied[1:], None], strict=True)):
                gap = self.random.choice(stamps) - stamps[0]
                exact = str(max(0.0, gap / timedelta(seconds=1)))
                seconds = self.random.choice([*DURATIONS, exact, exact, None])
                self.targets.append(
                    {
                        "sla_target_id": f"S{key}-{metric}-{number}",
                        "ticket_id": key,
                        "sla_metric": metric,
                        "tier": "computed",
                        "priority": self.random.choice(["low", "high", None]),
                        "target_seconds": seconds,
                        "is_business_time": self.random.choice(["true", "true", "false", None]),
                        "applied_at": self.spell(at),
                        "superseded_at": self.spell(until),
                    }
                )
        for at in {self.random.choice(stamps) for _ in range(self.random.randint(0, 2))}:
            schedule = self.random.choice(["split", "always", "office"])
            row = {"ticket_id": key, "schedule_id": schedule, "applied_at": self.spell(at)}
            self.ticket_schedules.append(row)


def make_clock_extracts(folder: Path, as_of: datetime, tickets: int, seed: int) -> None:
    maker = ClockMaker(seed, as_of)
    for number in range(tickets):
        maker.make_ticket(number)
    shifts = [
        {
            "schedule_id": shift.schedule_id,
            "weekday": shift.weekday,
            "opens_at_minute": shift.opens_at_minute,
            "closes_at_minute": shift.closes_at_minute,
            "time_zone": shift.time_zone,
            "is_default": shift.is_default,
        }
        for shift in SHIFTS
    ]
    holidays = [
        {
            "schedule_id": holiday.schedule_id,
            "starts_on": str(holiday.starts_on),
            "ends_on": str(holiday.ends_on),
            "starts_at_minute": holiday.starts_at_minute,
            "ends_at_minute": holiday.ends_at_minute,
        }
        for holiday in HOLIDAYS
    ]
    for port, rows in (
        ("tickets", maker.tickets),
        ("ticket_events", maker.events),
        ("sla_targets", maker.targets),
        ("ticket_schedules", maker.ticket_schedules),
        ("business_schedules", shifts),
        ("schedule_holidays", holidays),
    ):
        path = folder / "custom" / f"{port}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
