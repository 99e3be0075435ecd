"""The zendesk adapter on tiny hand-made extracts, on absent tables, and on public samples."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import pytest

PROJECT = Path(__file__).parents[2]
EXTRACTS = PROJECT / "tests" / "extracts" / "zendesk"
SAMPLES = PROJECT.parent / "shared" / "samples" / "fivetran_zendesk"
TABLES = sorted(path.stem for path in EXTRACTS.glob("*.csv"))
PORTS = (
    "agents", "business_schedules", "customer_keys", "schedule_holidays", "sla_targets", "teams",
    "ticket_events", "ticket_schedules", "tickets",
)  # fmt: skip

#: How Fivetran types what the extracts hold as text; the rest is text there too.
TYPES = {
    "timestamp": (
        "created_at", "updated_at", "updated", "created", "policy_applied_at", "sla_policy_updated_at",
        "_fivetran_synced",
    ),
    "bigint": (
        "id", "ticket_id", "requester_id", "submitter_id", "assignee_id", "group_id", "user_id",
        "organization_id", "sla_policy_id", "schedule_id", "start_time", "end_time", "target",
    ),
    "boolean": ("_fivetran_deleted", "public", "active", "suspended", "business_hours"),
}  # fmt: skip

Row = tuple[object, ...]
Land = Callable[[duckdb.DuckDBPyConnection, Path], None]


def land_as_text(raw: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Load a file as landing does: every column text, and where the row came from."""
    raw.execute(
        f"""
        create table zendesk."{path.stem}" as
        select
            *,
            'zendesk/{path.stem}/2026-02-01.csv' as _extract_file,
            row_number() over () as _extract_row,
            timestamp '2026-02-01 06:00:00' as _loaded_at
        from read_csv($path, all_varchar = true, header = true)
        """,
        {"path": str(path)},
    )


def land_as_fivetran(raw: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Load a file as Fivetran fills a warehouse: typed, without landing's own columns."""
    raw.execute(
        f"""create table zendesk."{path.stem}" as
        from read_csv($path, all_varchar = true, header = true)""",
        {"path": str(path)},
    )
    for (name,) in raw.execute(
        "select column_name from duckdb_columns() where schema_name = 'zendesk' and table_name = ?",
        [path.stem],
    ).fetchall():
        kind = next((kind for kind, names in TYPES.items() if name in names), None)
        if kind:
            # the extracts hold a row that no typed column could hold
            raw.execute(
                f"""alter table zendesk."{path.stem}" alter "{name}" type {kind}
                using try_cast("{name}" as {kind})"""
            )


def build(warehouse: Path, files: Iterable[Path], land: Land) -> duckdb.DuckDBPyConnection:
    """Land the files, build the adapter in a process of its own, and open what it built."""
    warehouse.mkdir()
    with duckdb.connect(str(warehouse / "raw.duckdb")) as raw:
        raw.execute("create schema zendesk; create schema secrets")
        raw.execute("create table secrets.pseudonym_key as select 'a test' as pseudonym_key")
        for path in files:
            land(raw, path)
    variables = {"vendors": ["zendesk"], "as_of": "2026-02-02 00:00:00"}
    command = [
        PROJECT / ".venv" / "bin" / "dbt", "--quiet", "build", "--select", "+stg_zendesk__*",
        "--vars", json.dumps(variables), "--target-path", warehouse / "target",
        "--log-path", warehouse / "logs",
    ]  # fmt: skip
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env={**os.environ, "FRONTLINE_WAREHOUSE": str(warehouse), "DO_NOT_TRACK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return duckdb.connect(str(warehouse / "build.duckdb"), read_only=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("zendesk") / "text"
    return build(folder, EXTRACTS.glob("*.csv"), land_as_text)
