"""CRM and surveys of one simulated organisation, delivered in two shapes, are one and the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import duckdb
import pytest

from tests.e2e.conftest import ROOT, dbt_run, land
from tests.e2e.test_customer_staging import EXPORT

AS_OF: dict[str, object] = {"as_of": "2026-10-01 00:00:00"}
SHAPES = {
    "fivetran": ((), AS_OF, ("salesforce", "qualtrics")),
    "export": (
        ("--salesforce-shape", "export", "--qualtrics-shape", "export"),
        EXPORT | AS_OF,
        ("salesforce", "qualtrics"),
    ),
}
#: When a row came is of the shape; the tool's export does not tell of its invitations.
NOT_SHARED = {
    "survey_responses": ("loaded_at", "source_updated_at", "invitation_id"),
    "customer_keys": ("loaded_at", "source_updated_at", "observed_at"),
}


@pytest.fixture(scope="module")
def staged(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, duckdb.DuckDBPyConnection]]:
    with ExitStack() as stack:
        found = {}
        for name, (options, dbt_vars, vendors) in SHAPES.items():
            folder = tmp_path_factory.mktemp(name)
            simulate(folder / "extracts", vendors, *options)
            land(folder / "extracts", folder / "warehouse")
            selected = [f"+path:models/staging/{vendor}" for vendor in vendors]
            path = dbt_run(folder / "warehouse", dbt_vars, "--select", *selected)
            found[name] = stack.enter_context(duckdb.connect(str(path), read_only=True))
            found[name].execute(f"attach '{folder / 'warehouse' / 'raw.duckdb'}' as raw")
        yield found


def simulate(extracts: Path, vendors: tuple[str, ...], *options: str) -> None:
    """Write the extracts of the vendors; the rest of the organisation is not landed."""
    make = [sys.executable, "scripts/make_extracts.py", str(extracts.with_name("all"))]
    make += ["--tickets", "1500", "--customers", *options]
    subprocess.run(make, cwd=ROOT, check=True, capture_output=True)
    extracts.mkdir()
    for vendor in vendors:
        (extracts.with_name("all") / vendor).rename(extracts / vendor)


@pytest.mark.parametrize(
    ("model", "at_least"),
    [
        ("salesforce__customers", 25),
        ("salesforce__subscriptions", 50),
        ("salesforce__orders", 200),
        ("salesforce__agents", 20),
        ("salesforce__customer_keys", 500),
        ("qualtrics__survey_responses", 200),
        ("qualtrics__feedback", 20),
    ],
)
def test_both_shapes_give_the_same_rows(
    staged: dict[str, duckdb.DuckDBPyConnection], model: str, at_least: int
) -> None:
    left_out = NOT_SHARED.get(model.partition("__")[2], ("loaded_at", "source_updated_at"))
    query = f"select * exclude ({', '.join(left_out)}) from staging.stg_{model} order by all"
    one = staged["fivetran"].execute(query).fetchall()
    assert len(one) >= at_least
    assert staged["export"].execute(query).fetchall() == one


def test_every_row_of_the_simulation_has_a_fate_that_was_meant(
    staged: dict[str, duckdb.DuckDBPyConnection],
) -> None:
    for name, connection in staged.items():
        models = connection.execute("""
            select table_name from duckdb_tables()
            where database_name = 'build' and table_name like 'base_%' and estimated_size > 0
        """).fetchall()
        assert models, name
        for (model,) in models:
            fates = connection.execute(f"""
                select row_fate, count(*) from staging.{model} group by 1
            """).fetchall()
            assert {fate for fate, _ in fates} <= {"kept", "duplicate", "superseded"}, model
