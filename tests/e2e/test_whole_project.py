"""All adapters, all models, all tests of dbt, on the tiny extracts that come with the project."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from tests.e2e.conftest import ROOT, dbt_build, land, run


def test_everything_builds_side_by_side(tmp_path: Path) -> None:
    land(ROOT / "tests" / "extracts", tmp_path)
    built = dbt_build(tmp_path, {"as_of": "2026-10-01 00:00:00"})
    with duckdb.connect(str(built), read_only=True) as connection:
        vendors = connection.execute(
            "select distinct split_part(ticket_id, ':', 1) from marts.fct_tickets order by 1"
        ).fetchall()
        unavailable = connection.execute(
            "select kpi_id, variant_id from marts.dim_kpis where not is_available order by all"
        ).fetchall()
    assert vendors == [("custom",), ("zendesk",)]
    # nobody in the tiny extracts promises these
    untold = ("agent_work", "pausable_update", "periodic_update", "vendor_verdict")
    assert unavailable == [("sla_adherence", variant) for variant in untold]


def test_everything_builds_on_nothing(tmp_path: Path) -> None:
    run([sys.executable, "scripts/land_extracts.py", "--create-only"], tmp_path)
    built = dbt_build(
        tmp_path,
        {"as_of": "2026-10-01 00:00:00"},
        *("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test"),
    )
    with duckdb.connect(str(built), read_only=True) as connection:
        row = connection.execute("""
            select count(*), count(unavailable_reason), min(unavailable_reason)
            from marts.dim_kpis
        """).fetchone()
        facts = connection.execute("select count(*) from marts.fct_kpis_daily").fetchone()
    assert row is not None
    assert row[0] == row[1] > 0
    assert "no vendor delivered" in row[2]
    assert facts == (0,)
