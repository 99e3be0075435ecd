"""Port files for cases of the telephone; each case has a queue of its own."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")

HEADERS = {
    "calls": (
        "call_id direction channel caller_key team_id started_at queued_at answered_at ended_at"
        " wait_seconds talk_seconds hold_seconds wrap_seconds outcome transfer_count is_test"
    ),
    "call_legs": (
        "call_leg_id call_id leg_kind team_id agent_id started_at answered_at ended_at"
        " talk_seconds hold_seconds wrap_seconds outcome"
    ),
    "agent_states": "agent_id agent_state scheduled_state started_at ended_at",
    "agents": "agent_id team_id",
    "teams": "team_id team_name team_kind",
}


def local(clock: str) -> datetime:
    """Read a wall clock in New York."""
    return datetime.fromisoformat(clock).replace(tzinfo=NEW_YORK)


class PhoneExtracts:
    """Port files in the making; times are New York wall clock."""

    def __init__(self) -> None:
        self.rows: dict[str, list[list[object]]] = {port: [] for port in HEADERS}

    def call(
        self, queue: str, clock: str, outcome: str, *, wait: float | None = None,
        talk: float | None = None, hold: float | None = None, wrap: float | None = None,
        caller: str = "", channel: str = "phone", direction: str = "inbound",
        seconds: float | None = None, transfers: int | None = None, is_test: bool = False,
    ) -> str:  # fmt: skip
        """Add a call that enters the queue at the clock and ends so many seconds later."""
        entered = local(clock)
        key = f"{queue}-{len(self.rows['calls'])}"
        answered = (
            entered + timedelta(seconds=wait)
            if outcome == "answered" and wait is not None and wait >= 0
            else ""
        )
        lasts = seconds if seconds is not None else (wait or 0) + (talk or 0) + (hold or 0)
        ended = "" if outcome == "in_queue" else entered + timedelta(seconds=lasts)
        times = [entered, entered, answered, ended]
        parts = [wait, talk, hold, wrap]
        told = [outcome, transfers, is_test]
        self.rows["calls"].append([key, direction, channel, caller, queue, *times, *parts, *told])
        return key

    def leg(
        self, call: str, queue: str, clock: str, outcome: str, *, talk: float,
        hold: float | None = None, wrap: float | None = None,
    ) -> None:  # fmt: skip
        """Add what one agent of a queue did for a call, answered at the clock."""
        answered = local(clock)
        ended = answered + timedelta(seconds=talk + (hold or 0))
        key = f"{call}-{len(self.rows['call_legs'])}"
        row = [key, call, "agent", queue, "", answered, answered, ended, talk, hold, wrap, outcome]
        self.rows["call_legs"].append(row)

    def state(self, agent: str, state: str, starts: str, ends: str, rota: str = "") -> None:
        """Add a stretch of an agent, whose home team has the agent's name."""
        if [agent, agent] not in self.rows["agents"]:
            self.rows["agents"].append([agent, agent])
        self.rows["agent_states"].append([agent, state, rota, local(starts), local(ends)])

    def write(self, folder: Path) -> None:
        """Write the files below the folder, and a team for every queue."""
        queues = {str(row[4]) for row in self.rows["calls"]}
        queues |= {str(row[3]) for row in self.rows["call_legs"]}
        queues |= {str(row[1]) for row in self.rows["agents"]}
        self.rows["teams"] = [[queue, queue, "queue"] for queue in sorted(queues)]
        for port, rows in self.rows.items():
            path = folder / "custom" / f"{port}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", newline="") as file:
                csv.writer(file).writerows([HEADERS[port].split(), *rows])
