"""The least that README asks for builds without a warning; what is missing is told."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.e2e.checks import found_by
from tests.e2e.conftest import dbt, land_all, selected, without

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
    connection = duckdb.connect()
    connection.execute("create table int_tickets_unioned (ticket_id varchar)")
    connection.execute("insert into int_tickets_unioned values ('1'), ('2')")
    connection.execute(
        "create table int_ticket_events_unioned as select unnest($ids) as ticket_id",
        {"ids": ticket_ids.split()},
    )
    share = {"rejected_share_allowed": 0.01}
    found = found_by("assert_few_events_lack_their_ticket", connection, **share)
    assert bool(found) is is_noticed
