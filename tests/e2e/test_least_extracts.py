"""The least that README asks for builds without a warning; what is missing is told."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from tests.e2e.conftest import ROOT, dbt, land_all, selected, without

TOLD = "no vendor delivered"
SOLVES = f"{TOLD} changes of status or times of solving"


def test_tickets_alone_tell_how_many_and_no_more(tmp_path: Path) -> None:
    folder = tmp_path / "extracts" / "custom"
    folder.mkdir(parents=True)
    (folder / "tickets.csv").write_text("ticket_id,opened_at\n1,2026-01-01\n2,2026-01-02\n")
    dbt_vars = land_all(folder.parent, tmp_path) | {"as_of": "2026-02-01 00:00:00"}
    printed = dbt(tmp_path, dbt_vars, "build", *selected("dim_kpis"), *without("unit_test"))
    assert "WARN=0" in printed
    with duckdb.connect(str(tmp_path / "build.duckdb"), read_only=True) as connection:
        reasons = {
            f"{kpi}.{variant}": reason
            for kpi, variant, reason in connection.execute(
                "select kpi_id, variant_id, unavailable_reason from marts.dim_kpis"
            ).fetchall()
        }
    assert reasons["ticket_volume.created"] is None
    for untold in (
        *("ticket_backlog.open", "resolution_rate.cohort", "resolution_time.full_calendar"),
        *("resolution_time.first_calendar", "ticket_volume.first_solved", "ticket_volume.solved"),
    ):
        assert reasons[untold] == SOLVES
    assert reasons["ticket_volume.reopened"] == f"{TOLD} changes of status"
    assert reasons["first_response_time.calendar"] == (
        f"{TOLD} replies of agents or times of first replies"
    )


@pytest.mark.parametrize(("ticket_ids", "is_noticed"), [("1 2", False), ("1 2.0", True)])
def test_events_of_unknown_tickets_are_noticed(ticket_ids: str, is_noticed: bool) -> None:
    check = ROOT / "tests" / "reconciliation" / "assert_few_events_lack_their_ticket.sql"
    query = check.read_text().replace("{{ var('rejected_share_allowed') }}", "0.01")
    for port in ("tickets", "ticket_events"):
        query = query.replace(f"{{{{ ref('int_{port}_unioned') }}}}", port)
    connection = duckdb.connect()
    connection.execute(
        "create table tickets as select * from (values ('1'), ('2')) as t (ticket_id)"
    )
    connection.execute(
        "create table ticket_events as select unnest($ids) as ticket_id",
        {"ids": ticket_ids.split()},
    )
    found = connection.execute(re.sub(r"\{\{.*?\}\}", "", query)).fetchall()
    assert bool(found) is is_noticed
