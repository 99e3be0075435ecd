"""Make hostile random extracts of customers, what they bought and what they said.

python -m tests.oracle.make_customer_extracts EXTRACTS_FOLDER
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

from tests.oracle.make_custom_extracts import write_port
from tests.oracle.random_customers import PAST
from tests.oracle.random_tickets import SECOND, Maker, Row
from tests.oracle.random_voices import VoiceMaker

#: Rates of the currencies; some days have none, and one currency never has.
RATES: list[tuple[str, str, str | None, str]] = [
    ("EUR", "2020-01-01", "2025-07-01", "1.1"),
    ("EUR", "2025-07-01", None, "1.1735"),
    ("GBP", "2020-01-01", None, "1.27"),
    ("JPY", "2025-01-01", "2026-01-01", "0.0067"),
]

AGENTS: list[Row] = [
    {
        "agent_id": f"a{number}",
        "agent_name": f"A {number}",
        "email": f"a{number}@example.com",
        "agent_role": "manager" if number in (2, 3) else "agent",
        "team_id": None if number == 52 else f"t{number % 3 + 1}",
        "created_at": "2020-01-01 00:00:00",
    }
    for number in range(60)
]


class OldTickets(Maker):
    """Makes tickets over the whole past, those of one customer often soon after each other."""

    def open_at(self, customer: str) -> datetime:
        if self.ends.get(customer) and self.chance(0.5):
            return super().open_at(customer)
        at = self.as_of - timedelta(seconds=self.random.randint(-2 * 86400, PAST * 86400))
        return self.random.choice([self.as_of, self.as_of + SECOND]) if self.chance(0.002) else at


def make_customer_extracts(extracts: Path, as_of: datetime, seed: int = 11) -> None:
    """Write the files of all ports below `extracts`; the same seed gives the same files."""
    tickets = OldTickets(seed, as_of)
    for number in range(3000):
        tickets.make_ticket(number)
    tickets.add_orphans()
    maker = VoiceMaker(seed + 1, as_of, tickets.tickets)
    maker.make_people()
    maker.make_customers()
    maker.make_subscriptions(2600)
    maker.make_orders(1500)
    maker.make_calls(1500)
    maker.make_surveys(5000, 9000)
    maker.make_feedback(3000)
    ports: dict[str, tuple[list[Row], str]] = {
        "tickets": (tickets.tickets, "opened_at"),
        "ticket_events": (tickets.events, "event_at"),
        "sla_targets": (tickets.targets, "applied_at"),
        "agents": (AGENTS, "agent_id"),
        "customer_keys": (maker.keys, "key"),
        "customers": (maker.customers, "customer_kind"),
        "subscriptions": (maker.subscriptions, "starts_on"),
        "orders": (maker.orders, "ordered_at"),
        "calls": (maker.calls, "started_at"),
        "survey_invitations": (maker.invitations, "sent_at"),
        "survey_responses": (maker.responses, "measure"),
        "feedback": (maker.feedback, "given_at"),
    }
    for number, (port, (rows, spoil_key)) in enumerate(ports.items(), start=seed + 2):
        write_port(extracts, port, rows, spoil_key, number)


if __name__ == "__main__":
    make_customer_extracts(Path(sys.argv[1]), datetime(2026, 3, 16, 17))
