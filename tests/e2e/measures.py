"""Every measure of every ticket against what the oracle gives."""

from __future__ import annotations

from collections import defaultdict

import duckdb

from tests.oracle.ticket_measures import Measures

#: What a ticket is called and what it is like: looked up, not measured.
WORDS = {
    *("ticket_id", "ticket_number", "requester_id", "customer_id", "organization_id", "team_id"),
    *("agent_id", "merged_into_ticket_id", "channel", "ticket_status", "priority", "topic"),
    *("customer_segment", "ticket_type", "opened_by_actor_type", "exclusion_reason", "opened_at"),
}


def compare_measures(
    connection: duckdb.DuckDBPyConnection, expected: dict[str, Measures], *apart_from: str
) -> list[str]:
    """Say which measures differ on how many tickets, the first three with both sides."""
    found = connection.execute("select * from marts.fct_tickets")
    names = [column[0] for column in found.description or []]
    built = {row[0]: dict(zip(names, row, strict=True)) for row in found.fetchall()}
    assert len(expected) > 1000
    assert built.keys() == expected.keys()
    for measures in expected.values():
        assert measures.keys() == set(names) - WORDS, "a measure without an oracle"
    differing: dict[str, list[str]] = defaultdict(list)
    for ticket_id, measures in expected.items():
        for name, value in measures.items():
            said = built[ticket_id][name]
            if said != value and name not in apart_from:
                differing[name].append(f"{ticket_id}: dbt {said}, oracle {value}")
    return [
        line
        for name, lines in differing.items()
        for line in (f"{name}: {len(lines)} tickets differ", *lines[:3])
    ]
