"""The API's shape of the zendesk adapter: tiny extracts, samples, the other shape's KPIs."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.e2e.conftest import ROOT, Parses, dbt_build, dbt_run, land, without
from tests.project import test_descriptions, test_files, test_layers, test_ports
from tests.project.project import PARTS, Project, read_files

EXTRACTS = ROOT / "tests" / "extracts" / "zendesk"
SAMPLES = ROOT.parent / "shared" / "samples" / "zendesk_support"
TABLES = (
    "tickets", "ticket_audits", "users", "groups", "organizations", "sla_policies", "schedules",
)  # fmt: skip
API: dict[str, object] = {"vendors": ["zendesk"], "sources": {"zendesk": {"shape": "api"}}}
ONE_HISTORY = (
    "--customers",
    "--tickets",
    "1500",
    "--days",
    "150",
    "--seed",
    "3",
    "--until",
    "2026-09-30",
)
AS_OF: dict[str, object] = {"as_of": "2026-10-01 00:00:00"}
STAGING = ("--select", "+path:models/staging/zendesk", "--indirect-selection", "cautious")


def open_built(path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(path), read_only=True)


def land_tables(files: list[Path], folder: Path) -> Path:
    """Land files of the API's tables, each under its own name, and return the warehouse."""
    (folder / "extracts" / "zendesk").mkdir(parents=True)
    for path in files:
        shutil.copy(path, folder / "extracts" / "zendesk" / path.name)
    land(folder / "extracts", folder / "warehouse")
    return folder / "warehouse"


# Tiny extracts, where everything is a little wrong


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    files = [EXTRACTS / f"{table}.jsonl" for table in TABLES]
    warehouse = land_tables(files, tmp_path_factory.mktemp("tiny"))
    return open_built(dbt_build(warehouse, API | {"as_of": "2026-02-02 00:00:00"}, *STAGING))


#: What each port must say, in the order of its rows; `~` stands for the prefix of ids.
EXPECTED = {
    "tickets": (
        "ticket_id, requester_id, channel, ticket_status, priority, topic, team_id, agent_id,"
        " merged_into_ticket_id, concat_ws(' ', case when is_deleted then 'deleted' end,"
        " case when is_spam then 'spam' end)",
        "ticket_id",
        """
        ~201|~21|email|open|normal|billing|~31|~12||
        ~202|~22|web_form|closed|none||~32||~201|
        ~203|~22|web_form|closed|none||~32||~unknown|spam
        ~204|~23|api|deleted|none||~31|||deleted
        ~205|~21|other|open|none||~31|||
        """,
    ),
    "ticket_events": (
        "ticket_id, event_at, event_type, actor_type, actor_id, from_value, to_value",
        "ticket_id, event_at, sequence_number, ticket_event_id",
        """
        ~201|2026-01-05 09:00:00|status_changed|customer|~21||new
        ~201|2026-01-05 09:00:00|team_assigned|customer|~21||~31
        ~201|2026-01-05 09:00:00|priority_changed|system|||normal
        ~201|2026-01-05 10:00:00|agent_assigned|agent|~12||~12
        ~201|2026-01-05 10:00:00|public_reply|customer|~21||
        ~201|2026-01-05 10:00:00|status_changed|agent|~12|new|open
        ~201|2026-01-05 10:00:00|private_note|agent|~12||
        ~201|2026-01-05 10:00:00|public_reply|agent|~12||
        ~201|2026-01-05 10:00:00|status_changed|agent|~12|open|waiting_on_customer
        ~201|2026-01-05 10:00:00|status_changed|agent|~12|waiting_on_customer|open
        ~201|2026-01-06 09:00:00|private_note|agent|~12||
        ~202|2026-01-06 09:00:00|private_note|agent|~12||
        ~202|2026-01-06 09:00:00|status_changed|agent|~12|open|closed
        ~203|2026-01-06 09:00:00|status_changed|system||open|closed
        ~204|2026-01-06 11:00:00|status_changed|agent|~12|open|deleted
        """,
    ),
    "agents": (
        "agent_id, agent_name, agent_role, is_active",
        "agent_id",
        """
        ~11|Ann|admin|True
        ~12|Ben|agent|False
        ~14|Support Bot|bot|True
        """,
    ),
    "teams": (
        "team_id, team_name, support_tier, is_active",
        "team_id",
        """
        ~31|Front Line Europe||True
        ~32|Back Office||False
        """,
    ),
    "customer_keys": (
        "person_id, key_type, observed_at",
        "person_id, key_type",
        """
        ~11|email|2024-01-01
        ~12|email|2026-01-20
        ~14|email|2024-01-01
        ~21|account|2025-01-01
        ~21|email|2025-01-01
        ~21|external_id|2025-01-01
        ~21|phone|2025-01-01
        """,
    ),
}


def written(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return text.replace("zendesk:main:", "~").removesuffix(" 00:00:00")


@pytest.mark.parametrize("port", EXPECTED)
def test_ports_say_what_the_objects_say(built: duckdb.DuckDBPyConnection, port: str) -> None:
    columns, order, expected = EXPECTED[port]
    rows = built.execute(
        f"select {columns} from staging.stg_zendesk__{port} order by {order}"
    ).fetchall()
    lines = [line.strip() for line in expected.strip().split("\n")]
    assert ["|".join(map(written, row)) for row in rows] == lines


def fates(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    return dict(
        connection.execute(
            f"select row_fate, count(*) from staging.base_zendesk_api__{table} group by 1"
        ).fetchall()
    )


def test_every_object_has_a_fate(built: duckdb.DuckDBPyConnection) -> None:
    assert fates(built, "tickets") == {
        "kept": 5,
        "duplicate": 1,
        "tags is not a JSON array": 1,
        "generated_timestamp is not a bigint": 1,
    }
    assert fates(built, "ticket_audits") == {
        "kept": 7,
        "duplicate": 1,
        "events is missing": 1,
        "events is not a JSON array": 2,
        "id is missing": 1,
    }
    assert fates(built, "sla_policies") == {"kept": 1, "policy_metrics is not a JSON array": 1}
    assert fates(built, "users") == {"kept": 5, "duplicate": 1}


def test_what_the_api_cannot_tell_has_no_model(built: duckdb.DuckDBPyConnection) -> None:
    rows = built.execute("select table_name from information_schema.tables").fetchall()
    models = {name for (name,) in rows}
    assert "stg_zendesk__tickets" in models
    assert not models & {f"stg_zendesk__{port}" for port in unfillable()}


def unfillable() -> set[str]:
    """List the ports that the capabilities call out of reach."""
    return {port for port, column, _ in capabilities() if column == "(all)"}


def capabilities() -> list[tuple[str, str, str]]:
    path = ROOT / "seeds" / "vendors" / "zendesk" / "zendesk_capabilities.csv"
    with path.open() as file:
        return [
            (row["port"], row["column_name"], row["reason"])
            for row in csv.DictReader(file)
            if row["shape"] == "api"
        ]


def test_public_samples_lose_no_row(tmp_path: Path) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the public samples are not part of the project, and not beside this checkout")
    files = [path for table in TABLES if (path := SAMPLES / f"{table}.jsonl").is_file()]
    assert len(files) == 6
    warehouse = land_tables(files, tmp_path)
    bases = [f"base_zendesk_api__{path.stem}" for path in files]
    connection = open_built(
        dbt_build(warehouse, API | {"as_of": "2026-02-02 00:00:00"}, "--select", *bases)
    )
    for path in files:
        received = sum(1 for line in path.read_text().splitlines() if line.strip())
        assert fates(connection, path.stem) == {"kept": received}, path.name


# One history, in both shapes


class Shape:
    """One history as a shape tells it: what was built, and how dbt parsed it."""

    def __init__(self, name: str, folder: Path) -> None:
        extracts, self.warehouse = folder / "extracts", folder / "warehouse"
        make = [sys.executable, "scripts/make_extracts.py", str(extracts), *ONE_HISTORY]
        make += ["--zendesk-shape", name]
        subprocess.run(make, cwd=ROOT, check=True, capture_output=True)
        land(extracts, self.warehouse)
        dbt_vars = AS_OF | (API if name == "api" else {"vendors": ["zendesk"]})
        if name == "api":
            built = dbt_build(self.warehouse, dbt_vars, *without("unit_test"))
        else:
            built = dbt_run(self.warehouse, dbt_vars)
        self.facts = open_built(built)

    def available(self) -> dict[tuple[str, str], bool]:
        rows = self.facts.execute(
            "select kpi_id, variant_id, is_available from marts.dim_kpis"
        ).fetchall()
        return {(kpi, variant): is_available for kpi, variant, is_available in rows}

    def rows(self, table: str) -> dict[tuple[str, str], set[tuple[object, ...]]]:
        """Give every row of a fact by KPI and variant."""
        cursor = self.facts.execute(f"select * from marts.{table}")
        names = [column[0] for column in cursor.description or []]
        kpi, variant = names.index("kpi_id"), names.index("variant_id")
        found: dict[tuple[str, str], set[tuple[object, ...]]] = {}
        count = 0
        for row in cursor.fetchall():
            found.setdefault((row[kpi], row[variant]), set()).add(row)
            count += 1
        assert count == sum(map(len, found.values()))
        return found


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Shape:
    return Shape("api", tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="module")
def flat(tmp_path_factory: pytest.TempPathFactory) -> Shape:
    return Shape("fivetran", tmp_path_factory.mktemp("fivetran"))


@pytest.mark.parametrize("table", ["fct_kpis_daily", "fct_kpi_distributions_daily"])
def test_both_shapes_give_the_same_kpis(api: Shape, flat: Shape, table: str) -> None:
    common = {key for key, is_available in api.available().items() if is_available}
    common &= {key for key, is_available in flat.available().items() if is_available}
    mine, theirs = api.rows(table), flat.rows(table)
    compared = {key for key in common if key in mine or key in theirs}
    assert len(compared) >= (15 if table == "fct_kpis_daily" else 2)
    assert [key for key in sorted(compared) if mine.get(key) != theirs.get(key)] == []


def test_what_the_api_cannot_give_is_said(api: Shape, flat: Shape) -> None:
    told = {key for key, is_available in flat.available().items() if is_available}
    lost = {key for key in told if not api.available()[key]}
    reasons = {
        (kpi, variant): reason
        for kpi, variant, reason in api.facts.execute(
            "select kpi_id, variant_id, unavailable_reason from marts.dim_kpis"
        ).fetchall()
    }
    gaps = [reason for _, column, reason in capabilities() if column == "(all)"]
    assert lost
    assert lost == needing(unfillable()) & told
    assert [key for key in sorted(lost) if not any(gap in reasons[key] for gap in gaps)] == []


def needing(ports: set[str]) -> set[tuple[str, str]]:
    """List the variants that cannot do without a port, by what the seeds say they need."""
    seeds = ROOT / "seeds"
    with (seeds / "kpis.csv").open() as file:
        kpis = {row["kpi_id"]: set(row["needed_ports"].split()) for row in csv.DictReader(file)}
    with (seeds / "kpi_variants.csv").open() as file:
        variants = [(row["kpi_id"], row["variant_id"]) for row in csv.DictReader(file)]
    with (seeds / "kpi_signals.csv").open() as file:
        hours = {
            (row["kpi_id"], row["variant_id"])
            for row in csv.DictReader(file)
            if row["signal_name"] == "business hours"
        }
    lost = {key for key in variants if kpis[key[0]] & ports}
    if "business_schedules" in ports:
        lost |= hours
    return lost


@pytest.mark.parametrize("shape", ["api", "flat"])
def test_what_is_unavailable_has_no_value(shape: str, request: pytest.FixtureRequest) -> None:
    facts = request.getfixturevalue(shape).facts
    valued = facts.execute(
        """select distinct kpi_id, variant_id
        from marts.fct_kpis_daily
        inner join marts.dim_kpis using (kpi_id, variant_id)
        where not is_available and (kpi_value is not null or numerator <> 0)"""
    ).fetchall()
    assert valued == []


@pytest.fixture(scope="module")
def project() -> Project:
    """Give the project as dbt parsed it for the API's shape, which the other rules do not see."""
    manifest = json.loads((Parses.of(API) / "manifest.json").read_text())
    parts = {part: manifest[part] for part in PARTS}
    parts["sources"] = {
        key: node
        for key, node in parts["sources"].items()
        if node["source_name"].startswith(("zendesk", "landing", "secrets"))
    }
    files = read_files(ROOT)
    settings = files["dbt_project.yml"].replace("{zendesk: fivetran,", "{zendesk: api,")
    assert settings != files["dbt_project.yml"]
    return Project(files | {"dbt_project.yml": settings}, parts, [])


@pytest.mark.parametrize(
    "rule",
    [
        test_descriptions.test_everything_is_described,
        test_descriptions.test_every_column_is_described,
        test_files.test_models_are_named_by_their_layer,
        test_files.test_models_are_declared_in_their_own_folder,
        test_layers.test_only_base_models_read_raw,
        test_layers.test_every_raw_table_has_one_reader,
        test_layers.test_every_base_model_accounts_for_every_row,
        test_layers.test_base_models_never_join,
        test_layers.test_port_models_read_their_own_bases,
        test_ports.test_adapters_have_the_shape_of_their_port,
    ],
    ids=lambda rule: rule.__name__,
)
def test_the_rules_of_the_project_hold(project: Project, rule: Callable[[Project], None]) -> None:
    names = {node["name"] for node in project.models.values()}
    assert {f"base_zendesk_api__{table}" for table in TABLES} <= names
    rule(project)
