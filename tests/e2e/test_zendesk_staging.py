"""The zendesk adapter on tiny hand-made extracts, on absent tables, and on public samples."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import pytest

from scripts.landing.command import normalise_only
from tests.e2e.conftest import ROOT, dbt_build, without

EXTRACTS = ROOT / "tests" / "extracts" / "zendesk"
SAMPLES = ROOT.parent / "shared" / "samples" / "fivetran_zendesk"
TABLES = sorted(path.stem for path in EXTRACTS.glob("*.csv"))
PORTS = (
    "agents", "business_schedules", "customer_keys", "schedule_holidays", "sla_targets", "teams",
    "ticket_events", "ticket_schedules", "tickets",
)  # fmt: skip

#: How Fivetran types what the extracts hold as text; the rest is text there too.
TYPES = {
    "timestamp": (
        "created_at", "updated_at", "updated", "created", "policy_applied_at",
        "sla_policy_updated_at", "_fivetran_synced",
    ),
    "bigint": (
        "id", "ticket_id", "requester_id", "submitter_id", "assignee_id", "group_id", "user_id",
        "organization_id", "sla_policy_id", "schedule_id", "start_time", "end_time", "target",
    ),
    "boolean": ("_fivetran_deleted", "public", "active", "suspended", "business_hours"),
}  # fmt: skip

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
    """Load a file as Fivetran fills a warehouse: typed, without landing's own columns.

    The rows come in the opposite order, which must not matter.
    """
    raw.execute(
        f"""
        create table zendesk."{path.stem}" as
        from read_csv($path, all_varchar = true, header = true)
        order by row_number() over () desc
        """,
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


class Builder:
    """Builds the adapter from files, each time in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(
        self, name: str, files: Iterable[Path], land: Land, *more: str
    ) -> duckdb.DuckDBPyConnection:
        """Land the files, build in a process of its own, and open what it built."""
        warehouse = self.folder / name
        warehouse.mkdir()
        with duckdb.connect(str(warehouse / "raw.duckdb")) as raw:
            raw.execute("create schema zendesk; create schema secrets")
            raw.execute("create table secrets.pseudonym_key as select 'a test' as pseudonym_key")
            for path in files:
                land(raw, path)
        normalise_only(warehouse, ROOT / "models")
        dbt_vars: dict[str, object] = {"vendors": ["zendesk"], "as_of": "2026-02-02 00:00:00"}
        options = ("--indirect-selection", "cautious", *without("unit_test"), *more)
        select = ("--select", "+path:models/staging/zendesk")
        built = dbt_build(warehouse, dbt_vars, *select, *options)
        return duckdb.connect(str(built), read_only=True)


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    return Builder(tmp_path_factory.mktemp("zendesk"))


@pytest.fixture(scope="module")
def built(builder: Builder) -> duckdb.DuckDBPyConnection:
    return builder.build("text", EXTRACTS.glob("*.csv"), land_as_text)


#: What each port must say, in the order of its rows; `~` stands for the prefix of ids.
EXPECTED = {
    "tickets": (
        (
            "ticket_id, requester_id, organization_id, channel, ticket_status, priority, "
            "ticket_type, topic, team_id, agent_id, opened_by_actor_type, merged_into_ticket_id, "
            "concat_ws(' ', case when is_deleted then 'deleted' end, "
            "case when is_spam then 'spam' end, case when is_test then 'test' end), opened_at"
        ),
        "ticket_id",
        """
        ~101|~21|~501|email|closed|high|question|access|~31|~12|customer|||2026-01-05 09:00:00
        ~102|~22||web_form|on_hold|low|||~32|~12|agent|||2026-01-06 08:00:00
        ~103|~22||web_form|closed|none|incident||~32||customer|~102||2026-01-06 07:00:00
        ~104|~99||chat|closed|none|||~32||customer|~102||2026-01-06 07:30:00
        ~105|~23|~502|email|deleted|none|||~31||customer||deleted spam|2026-01-06 10:00:00
        ~106|~21|~501|api|open|urgent|||~31||unknown||deleted|2026-01-06 10:30:00
        ~107|~21|~501|phone|open|none|||~31|~12|unknown|||2026-01-06 13:00:00
        ~108|~11||web_form|resolved|none|||~31|~12|customer|||2026-01-07 08:00:00
        ~109|~21|~501|messaging|open|high|||~31|~12|customer|||2026-01-07 09:00:00
        ~110|~21|~501|unmapped|unmapped|unmapped|||~31||bot|||2026-01-08 08:00:00
        """,
    ),
    "ticket_events": (
        "ticket_id, event_at, event_type, actor_type, actor_id, from_value, to_value",
        "ticket_id, event_at, sequence_number, ticket_event_id",
        """
        ~101|2026-01-05 09:00:00|status_changed|customer|~21||new
        ~101|2026-01-05 09:00:00|team_assigned|customer|~21||~31
        ~101|2026-01-05 09:00:10|public_reply|bot|~14||
        ~101|2026-01-05 09:30:00|priority_changed|system|||normal
        ~101|2026-01-05 10:00:00|agent_assigned|agent|~12||~12
        ~101|2026-01-05 10:00:00|status_changed|agent|~12|new|open
        ~101|2026-01-05 10:00:00|private_note|agent|~12||
        ~101|2026-01-05 10:00:00|public_reply|agent|~12||
        ~101|2026-01-05 10:00:00|status_changed|agent|~12|open|resolved
        ~101|2026-01-07 09:00:00|priority_changed|agent|~11|normal|high
        ~101|2026-01-09 10:00:00|status_changed|system||resolved|closed
        ~102|2026-01-06 08:00:00|status_changed|agent|~12||open
        ~102|2026-01-06 08:00:30|public_reply|agent|~12||
        ~102|2026-01-06 08:10:00|status_changed|agent|~12|open|waiting_on_customer
        ~102|2026-01-06 09:00:00|public_reply|customer|~22||
        ~102|2026-01-06 09:05:00|public_reply|unknown|~97||
        ~102|2026-01-06 09:06:00|public_reply|customer|~21||
        ~102|2026-01-06 09:07:00|public_reply|system|||
        ~102|2026-01-06 20:00:00|status_changed|agent|~12|waiting_on_customer|on_hold
        ~105|2026-01-06 11:00:00|status_changed|agent|~12||deleted
        ~107|2026-01-06 13:00:00|status_changed|customer|~21||new
        ~107|2026-01-06 14:00:00|status_changed|agent|~12|new|open
        ~107|2026-01-06 14:00:00|status_changed|agent|~12|open|waiting_on_customer
        ~107|2026-01-06 14:00:00|status_changed|agent|~12|waiting_on_customer|open
        ~108|2026-01-07 08:20:00|public_reply|customer|~11||
        ~108|2026-01-07 08:30:00|public_reply|agent|~12||
        ~109|2026-01-07 09:00:00|status_changed|customer|~21||new
        ~109|2026-01-07 09:00:00|priority_changed|unknown|||high
        ~109|2026-01-07 09:30:00|agent_assigned|agent|~15||~15
        ~109|2026-01-07 09:30:00|agent_assigned|agent|~15|~15|
        ~109|2026-01-07 09:30:00|agent_assigned|agent|~15||~12
        ~109|2026-01-07 09:40:00|priority_changed|agent|~12|high|none
        ~109|2026-01-07 10:00:00|public_reply|customer|~21||
        ~109|2026-01-07 10:00:00|status_changed|agent|~12|new|open
        ~109|2026-01-07 10:00:00|public_reply|agent|~13||
        ~109|2026-01-07 10:05:00|public_reply|agent|~15||
        ~110|2026-01-08 08:00:00|status_changed|bot|~14||unmapped
        """,
    ),
    "sla_targets": (
        (
            "ticket_id, sla_metric, tier, policy_id, priority, target_seconds, "
            "is_business_time, applied_at, superseded_at"
        ),
        "ticket_id, applied_at, sla_metric",
        """
        ~101|first_reply|computed|~71|normal|3600.000|True|2026-01-05 09:30:00|2026-01-07 09:00:00
        ~101|next_reply|computed|~71|normal|5400.000|False|2026-01-05 09:30:00|2026-01-08 09:00:00
        ~101|first_reply|computed|~71|high|900.000|True|2026-01-07 09:00:00|2026-01-08 09:00:00
        ~101|first_reply|computed|~72|high|900.000|True|2026-01-08 09:00:00|
        ~101|resolution|computed|~72|high|86400.000|True|2026-01-08 09:00:00|
        ~102|first_reply|computed|~71|low|14400.000|True|2025-12-31 08:00:00|
        ~103|requester_wait|computed|~72|none|36000.000|False|2026-01-06 07:00:00|
        ~109|first_reply|computed|~72|high|900.000|True|2026-01-07 09:00:00|2026-01-07 09:40:00
        ~109|resolution|computed|~72|high|86400.000|True|2026-01-07 09:00:00|2026-01-07 09:40:00
        ~109|requester_wait|computed|~72|none|36000.000|False|2026-01-07 09:40:00|
        """,
    ),
    "business_schedules": (
        (
            "schedule_id, schedule_name, weekday, opens_at_minute, closes_at_minute, "
            "time_zone, is_default, valid_from, valid_to"
        ),
        "schedule_id, weekday",
        """
        ~40|Old|1|540|1020|Europe/London|False|1900-01-01|
        ~41|Main|1|540|1020|America/New_York|True|1900-01-01|
        ~41|Main|2|1320|1440|America/New_York|True|1900-01-01|
        ~41|Main|3|0|120|America/New_York|True|1900-01-01|
        ~42|Always|1|0|1440|Atlantis|False|1900-01-01|
        ~42|Always|2|0|1440|Atlantis|False|1900-01-01|
        ~42|Always|3|0|1440|Atlantis|False|1900-01-01|
        ~42|Always|4|0|1440|Atlantis|False|1900-01-01|
        ~42|Always|5|0|1440|Atlantis|False|1900-01-01|
        ~42|Always|6|0|1440|Atlantis|False|1900-01-01|
        ~42|Always|7|0|1440|Atlantis|False|1900-01-01|
        """,
    ),
    "schedule_holidays": (
        "schedule_id, holiday_name, starts_on, ends_on, starts_at_minute, ends_at_minute",
        "starts_on",
        """
        ~41|Two days|2026-01-01|2026-01-02|0|1440
        ~41|One day|2026-05-01|2026-05-01|0|1440
        """,
    ),
    "ticket_schedules": (
        "ticket_id, schedule_id, applied_at",
        "ticket_id",
        """
        ~101|~41|2026-01-05 09:00:01
        """,
    ),
    "agents": (
        "agent_id, agent_name, team_id, agent_role, is_active, created_at",
        "agent_id",
        """
        ~11|Ann||admin|True|2024-01-01
        ~12|Ben||agent|True|2024-01-01
        ~13|Fay||agent|False|2024-01-01
        ~14|Support Bot||bot|True|2024-01-01
        ~15|Gus||agent|False|2024-01-01
        """,
    ),
    "teams": (
        "team_id, team_name, team_kind, support_tier, is_active",
        "team_id",
        """
        ~31|Front Line Europe|group||True
        ~32|Back Office|group||False
        """,
    ),
    "customer_keys": (
        "person_id, key_type, observed_at",
        "person_id, key_type",
        """
        ~11|email|2024-01-01
        ~12|email|2024-01-01
        ~13|email|2026-01-20
        ~14|email|2024-01-01
        ~15|email|2025-12-01
        ~21|account|2025-01-01
        ~21|email|2025-01-01
        ~21|external_id|2025-01-01
        ~21|phone|2025-01-01
        ~23|account|2025-01-03
        ~23|email|2025-01-03
        """,
    ),
}


def rows_of(
    connection: duckdb.DuckDBPyConnection, port: str, columns: str, order: str
) -> list[str]:
    rows = connection.execute(f"select {columns} from staging.stg_zendesk__{port} order by {order}")
    return ["|".join(map(written, row)) for row in rows.fetchall()]


def written(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return text.replace("zendesk:main:", "~").removesuffix(" 00:00:00")


@pytest.mark.parametrize("port", EXPECTED)
def test_ports_say_what_the_extracts_say(built: duckdb.DuckDBPyConnection, port: str) -> None:
    columns, order, expected = EXPECTED[port]
    lines = [line.strip() for line in expected.strip().split("\n")]
    assert rows_of(built, port, columns, order) == lines


TIERS = """
    (values (31, null, 1), (null, 'back office', 2), (31, 'back office', 9), (null, null, 9))
    as listed (group_id, group_name, support_tier)
"""


def test_tiers_go_by_id_and_name(builder: Builder, built: duckdb.DuckDBPyConnection) -> None:
    """A group must have all that a row of the seed names: the demo's rows name no other group."""
    compiled = next(
        builder.folder.glob("text/target/compiled/**/stg_zendesk__teams.sql")
    ).read_text()
    seed = '"build"."staging"."zendesk_support_tiers"'
    catalog = built.execute("select current_catalog()").fetchone()
    assert catalog is not None
    assert seed in compiled
    query = compiled.replace(seed, TIERS).replace('"build".', f'"{catalog[0]}".')
    rows = built.execute(f"select team_id, support_tier from ({query}) order by 1").fetchall()
    assert rows == [("zendesk:main:31", 1), ("zendesk:main:32", 2)]


def test_people_are_known_by_keyed_hashes(built: duckdb.DuckDBPyConnection) -> None:
    def hashed(value: str) -> str:
        return hashlib.sha256(f"a test:{value}".encode()).hexdigest()

    keys = built.execute(
        """select key_type, key_hash
        from staging.stg_zendesk__customer_keys
        where person_id like '%:21'"""
    ).fetchall()
    assert sorted(keys) == [
        ("account", "zendesk:main:501"),
        ("email", hashed("cara@example.com")),
        ("external_id", hashed("crm-1")),
        ("phone", hashed("+49305550100")),
    ]
    agents = built.execute(
        "select email_hash from staging.stg_zendesk__agents where agent_name = 'Ann'"
    ).fetchall()
    assert agents == [(hashed("ann@example.com"),)]


def test_every_row_has_a_fate(built: duckdb.DuckDBPyConnection) -> None:
    assert fates(built, "tickets") == {"kept": 10, "duplicate": 3, "created_at is missing": 1}
    assert fates(built, "ticket_tags") == {"kept": 4, "duplicate": 1}
    assert fates(built, "ticket_comments") == {"kept": 18, "id is missing": 1}
    assert fates(built, "ticket_field_history") == {
        "kept": 31,
        "duplicate": 3,
        "updated is not a timestamp of 1900 to 9999": 1,
    }
    assert fates(built, "sla_policy_metrics") == {"kept": 12}


def fates(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    return dict(
        connection.execute(
            f"select row_fate, count(*) from staging.base_zendesk_fivetran__{table} group by 1"
        ).fetchall()
    )


def test_a_warehouse_of_fivetran_says_the_same(
    built: duckdb.DuckDBPyConnection, builder: Builder
) -> None:
    files = EXTRACTS.glob("*.csv")
    typed = builder.build("typed", files, land_as_fivetran, *without("test"))
    for port in PORTS:
        said, expected = [
            connection.execute(
                f"select * exclude (loaded_at) from staging.stg_zendesk__{port} order by all"
            ).fetchall()
            for connection in (typed, built)
        ]
        assert said == expected, port


@pytest.mark.parametrize(
    "present",
    [
        (),
        ("ticket", "ticket_comment", "ticket_sla_policy", "sla_policy_metric_history"),
        tuple(table for table in TABLES if table not in ("ticket", "user", "schedule")),
    ],
    ids=["no table", "no history", "no ticket"],
)
def test_any_table_may_be_absent(builder: Builder, present: tuple[str, ...]) -> None:
    files = [EXTRACTS / f"{table}.csv" for table in present]
    connection = builder.build(f"{len(present)}_tables", files, land_as_text, *without("test"))
    counts = {
        port: connection.execute(f"select count(*) from staging.stg_zendesk__{port}").fetchone()
        for port in PORTS
    }
    assert counts["tickets"] == (10 if "ticket" in present else 0,)
    assert counts["business_schedules"] == (0,)
    if "sla_policy_metric_history" in present:
        assert counts["sla_targets"] != (0,)


def test_public_samples_lose_no_row(builder: Builder) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the public samples are not part of the project, and not beside this checkout")
    files = [SAMPLES / f"{table}.csv" for table in TABLES]
    connection = builder.build("samples", files, land_as_text, *without("test"))
    received = accounted = 0
    rejected: dict[str, int] = {}
    with duckdb.connect() as reader:
        for path in files:
            query = "select count(*) from read_csv($path, all_varchar = true, header = true)"
            received += sum(reader.execute(query, {"path": str(path)}).fetchone() or ())
    for (table,) in connection.execute(
        "select table_name from duckdb_tables() where table_name like 'base_zendesk_fivetran__%'"
    ).fetchall():
        for fate, count in fates(connection, table.removeprefix("base_zendesk_fivetran__")).items():
            accounted += count
            if fate not in ("kept", "duplicate"):
                rejected[fate] = rejected.get(fate, 0) + count
    assert received == accounted
    assert rejected == {}
