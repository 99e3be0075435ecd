"""Words of vendors that no seed lists, and tables of which many rows are rejected, are named."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.e2e.conftest import dbt, dbt_run, land_all

TICKETS = """\
ticket_id,opened_at,channel,ticket_status,priority,opened_by_actor_type
1,2026-01-01 10:00,Fax,Frozen,p0,martian
2,2026-01-01 10:00, fax,open,high,agent
3,2026-01-01 10:00,,,high,customer
4,soon,telex,open,high,customer
"""
ROLES = "agent_id,agent_role\n7,Guru\n8,\n"
#: What is empty may be left so.
EXPECTED = [
    ("base_custom__tickets", "channel", "channel", "fax", 2),
    ("base_custom__agents", "agent_role", "agent_role", "guru", 1),
    ("base_custom__tickets", "opened_by_actor_type", "actor_type", "martian", 1),
    ("base_custom__tickets", "priority", "priority", "p0", 1),
    ("base_custom__tickets", "ticket_status", "ticket_status", "frozen", 1),
]


def test_words_that_no_seed_lists_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "extracts" / "custom"
    folder.mkdir(parents=True)
    (folder / "tickets.csv").write_text(TICKETS)
    (folder / "agents.csv").write_text(ROLES)
    dbt_vars = land_all(folder.parent, tmp_path) | {"as_of": "2026-02-01 00:00:00"}
    dbt_run(tmp_path, dbt_vars, "--select", "base_custom__*")
    printed = dbt(
        tmp_path,
        dbt_vars,
        *("--quiet", "show", "--select", "words_not_understood"),
        *("--limit", "50", "--output", "json"),
    )
    warned = dbt(tmp_path, dbt_vars, "test", "--select", "base_custom__*,test_name:few_rejected")
    assert re.findall(r"WARN 1 (few_rejected_\w+?)_ ", warned) == [
        "few_rejected_base_custom__tickets"
    ]
    shown = json.loads(printed[printed.index("{") :])["show"]
    assert [tuple(row.values())[:5] for row in shown] == EXPECTED
    assert {row["first_file"] for row in shown} == {"custom/agents.csv", "custom/tickets.csv"}
