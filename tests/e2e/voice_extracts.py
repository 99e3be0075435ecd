"""Raw tables of surveys, feedback and customers in the making, for cases with a few of each."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.contact_extracts import Row, at
from tests.e2e.raw_tables import write_raw

#: The ports' own columns, in the order in which the rows below give them.
COLUMNS = {
    "tickets": "ticket_id requester_id team_id channel opened_at",
    "ticket_events": (
        "ticket_event_id ticket_id event_at sequence_number event_type actor_type to_value"
    ),
    "teams": "team_id team_name team_kind support_tier",
    "agents": "agent_id agent_role",
    "subscriptions": "subscription_id customer_id starts_on ends_on",
    "survey_invitations": "invitation_id instrument_id person_id ticket_id channel sent_at",
    "survey_responses": (
        "response_id question_id instrument_id measure scale_min scale_max score team_id channel"
        " ticket_id invitation_id person_id responded_at"
    ),
    "feedback": "feedback_id feedback_source person_id polarity themes given_at",
}

SCALES = {"csat": (1, 5), "nps": (0, 10), "ces_1": (1, 5), "ces_2": (1, 7)}


class Extracts:
    """Times are `dd hh:mm` of June 2026, UTC; every case is a team of its own."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {port: [] for port in COLUMNS}

    def number(self, port: str) -> str:
        return str(len(self.rows[port]))

    def ticket(self, name: str, team: str, *changes: tuple[str, str, str]) -> None:
        """Open a ticket on the first, and let agents change it: clock, kind and value."""
        self.rows["tickets"].append((name, name, team, "email", at("01 08:00")))
        for clock, kind, value in changes:
            number = self.number("ticket_events")
            row = (number, name, at(clock), number, kind, "agent", value)
            self.rows["ticket_events"].append(row)

    def answer(
        self, team: str, measure: str, score: float, clock: str, *, ticket: str | None = None,
        person: str | None = None, invitation: str | None = None, channel: str = "email",
    ) -> None:  # fmt: skip
        named = (f"r{self.number('survey_responses')}", "q", "survey", measure)
        about = (team, channel, ticket, invitation, person, at(clock))
        self.rows["survey_responses"].append((*named, *SCALES[measure], score, *about))

    def invitation(self, name: str, sent_at: str) -> None:
        row = (name, "survey", None, None, "email", sent_at)
        self.rows["survey_invitations"].append(row)

    def feedback(
        self, source: str, polarity: str, clock: str, *, themes: str | None = None,
        person: str | None = None,
    ) -> None:  # fmt: skip
        name = f"f{self.number('feedback')}"
        self.rows["feedback"].append((name, source, person, polarity, themes, at(clock)))

    def customer(self, name: str, starts_on: str, ends_on: str | None = None) -> None:
        self.rows["subscriptions"].append((name, name, starts_on, ends_on))

    def write(self, warehouse: Path) -> None:
        warehouse.mkdir(parents=True)
        tables = {port: (columns, self.rows[port]) for port, columns in COLUMNS.items()}
        write_raw(
            warehouse / "raw.duckdb", {port: table for port, table in tables.items() if table[1]}
        )
