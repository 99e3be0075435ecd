"""Raw tables of tickets, calls and people in the making, for cases with a few of each."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.raw_tables import write_raw

#: The ports' own columns, in the order in which the rows below give them.
COLUMNS = {
    "tickets": (
        "ticket_id requester_id team_id channel opened_by_actor_type opened_at"
        " opened_from_call_id merged_into_ticket_id is_deleted resolved_at"
    ),
    "ticket_events": (
        "ticket_event_id ticket_id event_at sequence_number event_type actor_type"
        " from_value to_value"
    ),
    "calls": (
        "call_id direction channel caller_id caller_key ticket_id team_id agent_id"
        " started_at answered_at ended_at outcome is_test"
    ),
    "customer_keys": "person_id key_type key",
    "agents": "agent_id email employee_id agent_role team_id",
    "call_legs": "call_leg_id call_id leg_number leg_kind team_id agent_id started_at answered_at",
}

Row = tuple[object, ...]


def at(clock: str | None) -> str | None:
    """Spell `dd hh:mm[:ss]` of June 2026 out, in UTC."""
    return clock and f"2026-06-{clock}"


class Extracts:
    """What is before the first `_` of a name is the team of the ticket or call."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {port: [] for port in COLUMNS}

    def ticket(
        self, name: str, opened: str, solved: str | None = None, *, customer: str | None = None,
        channel: str = "email", opened_by: str = "customer", call: str | None = None,
        merged: str | None = None, is_deleted: bool = False, has_events: bool = True,
    ) -> None:  # fmt: skip
        row = (name, customer, name.split("_")[0], channel, opened_by, at(opened), call, merged)
        self.rows["tickets"].append((*row, is_deleted, at(solved)))
        if not has_events:
            return
        # a first word makes the ticket one with events, whether it is solved or not
        self.event(name, opened, "private_note", None)
        if solved:
            self.status(name, solved, "resolved")

    def status(self, name: str, clock: str, status: str, actor: str = "agent") -> None:
        self.event(name, clock, "status_changed", status, actor)

    def event(
        self, name: str, clock: str, kind: str, value: str | None, actor: str = "agent"
    ) -> None:
        number = len(self.rows["ticket_events"])
        self.rows["ticket_events"].append(
            (number, name, at(clock), number, kind, actor, None, value)
        )

    def call(
        self, name: str, began: str, ended: str | None = None, *, caller: str | None = None,
        number: str | None = None, ticket: str | None = None, agent: str | None = None,
        direction: str = "inbound", channel: str = "phone", outcome: str = "answered",
        is_test: bool = False, team: str | None = None,
    ) -> None:  # fmt: skip
        answered = at(began) if outcome == "answered" else None
        people = (caller, number, ticket, team or name.split("_")[0], agent)
        times = (at(began), answered, at(ended))
        row = (name, direction, channel, *people, *times, outcome, is_test)
        self.rows["calls"].append(row)

    def key(self, person: str, key: str, kind: str = "phone") -> None:
        self.rows["customer_keys"].append((person, kind, key))

    def leg(self, call: str, number: int, team: str | None, agent: str, began: str) -> None:
        row = (f"{call}:{number}", call, number, "agent", team, agent, at(began), at(began))
        self.rows["call_legs"].append(row)

    def agent(
        self, name: str, *, employee: str | None = None, email: str | None = None,
        role: str = "agent", team: str | None = None,
    ) -> None:  # fmt: skip
        self.rows["agents"].append((name, email, employee, role, team))

    def write(self, warehouse: Path) -> None:
        warehouse.mkdir(parents=True)
        write_raw(
            warehouse / "raw.duckdb",
            {port: (columns, self.rows[port]) for port, columns in COLUMNS.items()},
        )
