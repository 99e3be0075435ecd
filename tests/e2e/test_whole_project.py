"""All adapters, all models, all tests of dbt, on the tiny extracts that come with the project.

What the pages tell a reader to run is run on the same build.
"""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from scripts.scorecard.months import month_of, read_lines
from tests.e2e.conftest import ROOT, Parses, dbt, dbt_build, dbt_child, dbt_run, land, run
from tests.e2e.previews import refused_previews

BUILT_AS_OF = "2026-10-01 00:00:00"
#: The extracts end in spring: queries of the last full month are asked on the day after.
ASKED_AS_OF = "2026-04-01 00:00:00"
BUSY_MONTH = month_of(date(2026, 3, 1))

PAGES = [ROOT / "README.md", *sorted((ROOT / "analyses").glob("*.md"))]
STARTERS = sorted(path.stem for path in (ROOT / "analyses").glob("*.sql"))
DBT = [sys.executable, "-m", "dbt.cli.main"]


def blocks(language: str) -> list[str]:
    """Return all code blocks of one language on the pages."""
    found = re.compile(rf"```{language}\n(.*?)```", re.DOTALL)
    return [block for page in PAGES for block in found.findall(page.read_text())]


def recipe(word: str, warehouse: Path) -> str:
    """Return the shell block with a word in it, on another warehouse and this Python."""
    found = [text for text in blocks("bash") if word in text]
    assert len(found) == 1
    text = textwrap.dedent(found[0]).replace("warehouse/", f"{warehouse}/")
    tools = {".venv/bin/python": sys.executable, ".venv/bin/dbt": shlex.join(DBT)}
    return re.sub(r"\.venv/bin/\w+", lambda tool: tools[tool[0]], text)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of one build of everything, its manifest put aside as the state."""
    folder = tmp_path_factory.mktemp("warehouse")
    land(ROOT / "tests" / "extracts", folder)
    dbt_build(folder, {"as_of": BUILT_AS_OF})
    (folder / "state").mkdir()
    shutil.copy(Parses.of({}) / "manifest.json", folder / "state")
    return folder


@pytest.fixture(scope="module")
def documented(warehouse: Path) -> Path:
    """Give the target folder after the command of make docs, which also compiles analyses."""
    recipe = r"^docs:.*\n\t\$\(BIN\)/dbt (.*) \$\(VARS\)$"
    found = re.search(recipe, (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert found, "make docs is one dbt command"
    target = warehouse / "target"
    dbt(warehouse, {"as_of": ASKED_AS_OF}, *found[1].split())
    return target


@pytest.fixture
def connection(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(warehouse / "build.duckdb"), read_only=True) as opened:
        yield opened


def test_everything_builds_side_by_side(connection: duckdb.DuckDBPyConnection) -> None:
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


def test_every_view_answers_in_a_copy_of_the_file(warehouse: Path, tmp_path: Path) -> None:
    assert refused_previews(warehouse / "build.duckdb", tmp_path) == []


def test_the_documentation_is_one_page_with_everything(documented: Path) -> None:
    text = (documented / "static_index.html").read_text()
    manifest, _ = json.JSONDecoder().raw_decode(text, text.index("manifest:{") + len("manifest:"))
    catalog, _ = json.JSONDecoder().raw_decode(text, text.index(",catalog:{") + len(",catalog:"))
    models = {key for key in manifest["nodes"] if key.startswith("model.")}
    known = models | manifest["disabled"].keys()
    assert {path.stem for path in (ROOT / "models").rglob("*.sql")} <= {
        key.rpartition(".")[2] for key in known
    }
    assert models <= catalog["nodes"].keys()
    assert catalog["nodes"]["model.frontline.fct_kpis_daily"]["columns"]
    assert manifest["exposures"]
    overview = (ROOT / "models" / "overview.md").read_text()
    shown = manifest["docs"]["doc.frontline.__overview__"]["block_contents"]
    assert shown.strip() in overview
    assert "# frontline" in shown


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_query_answers(
    name: str, documented: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    query = (documented / "compiled" / "frontline" / "analyses" / f"{name}.sql").read_text()
    assert connection.execute(query).fetchall()


def test_every_definition_of_fcr_is_a_column(
    documented: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    query = (documented / "compiled/frontline/analyses/fcr_side_by_side.sql").read_text()
    columns = {column[0] for column in connection.execute(query).description or ()}
    with (ROOT / "seeds" / "fcr_variants.csv").open() as seed:
        assert columns >= {row["variant_id"] for row in csv.DictReader(seed)}


def test_broken_promises_add_up_to_the_daily_number(
    documented: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    query = (documented / "compiled/frontline/analyses/breached_promises.sql").read_text()
    days = connection.execute(f"""
        select metric_date, team_id, max(breached_on_that_day) = count(*), count(_extract_row)
        from ({query}) group by 1, 2
    """).fetchall()
    assert days
    assert all(adds_up and rows > 0 for _, _, adds_up, rows in days)


@pytest.mark.parametrize("query", blocks("sql"))
def test_a_query_on_a_page_answers(query: str, connection: duckdb.DuckDBPyConnection) -> None:
    assert connection.execute(in_march(query)).fetchall()


def in_march(query: str) -> str:
    """Ask for the month in which the extracts are busy, not that of the demo."""
    march = query.replace("2026-09-01", "2026-03-01").replace("2026-09-30", "2026-03-31")
    assert march != query, "queries on pages speak of September 2026, the demo's last month"
    return march


def test_tables_go_out_as_parquet(warehouse: Path) -> None:
    for code in blocks("python"):
        run([sys.executable, "-c", code.replace("warehouse/", f"{warehouse}/")], warehouse)
    with duckdb.connect() as reader:
        written = f"select count(*) from '{warehouse}/fct_kpis_daily.parquet'"
        days = reader.execute(written).fetchone()
    assert days is not None
    assert days[0] > 0


def test_a_copy_of_any_name_has_the_daily_facts(warehouse: Path, tmp_path: Path) -> None:
    copy = shutil.copy(warehouse / "build.duckdb", tmp_path / "dashboards.duckdb")
    with duckdb.connect(str(copy), read_only=True) as connection:
        tables = connection.execute("""
            select table_name from information_schema.tables
            where table_schema = 'marts'
                and (table_name like 'dim_%' or table_name like '%_daily')
        """).fetchall()
        assert ("fct_kpis_daily",) in tables
        for (table,) in tables:
            connection.execute(f"select * from marts.{table} limit 1")


@pytest.mark.parametrize(
    "kind",
    [
        "",
        *("share", "mean", "ratio", "count", "rate"),
        *("balance", "rolling_share", "rolling_mean", "rolling_ratio"),
    ],
)
def test_the_readme_rolls_up_as_the_scorecard_does(
    kind: str, warehouse: Path, tmp_path: Path
) -> None:
    """As built, and as if every KPI were of one kind."""
    models = warehouse / "target/compiled/frontline/models/marts/scorecard"
    copy = shutil.copy(warehouse / "build.duckdb", tmp_path / "build.duckdb")
    with duckdb.connect(str(copy)) as connection:
        if kind:
            counts = kind in ("count", "balance")
            stock = kind == "balance" or kind.startswith("rolling_")
            connection.execute(
                "update marts.dim_kpis set kind = ?, has_denominator = ?, is_stock = ?",
                [kind, not counts, stock],
            )
            for periods in ("channel_periods", "total_periods", "periods"):
                model = (models / f"fct_kpi_{periods}.sql").read_text()
                connection.execute(f"create or replace table marts.fct_kpi_{periods} as {model}")
        query = in_march(blocks("sql")[0])
        shown = {row[0]: row[-1] for row in connection.execute(query).fetchall()}
        lines = read_lines(connection, BUSY_MONTH, every_variant=False)
    assert len(shown) > 1
    for line in lines:
        value = line.month.value
        expected = None if value is None else pytest.approx(value)
        assert shown.get(line.kpi_name, 0 if kind in ("balance", "count") else None) == expected, (
            line.kpi_name
        )


def test_a_changed_model_is_built_beside_production(warehouse: Path, tmp_path: Path) -> None:
    """The recipe for data engineers, on a copy of the project in which one model changed."""
    build_changes, compare = recipe("--defer", warehouse), recipe("rows_that_differ", warehouse)
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text().split()]
    project = tmp_path / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".git", *ignored))
    model = project / "models/marts/kpis/reopen_rate/fct_reopen_rate_solves.sql"
    model.write_text(model.read_text() + "\n-- touched\n")
    with duckdb.connect(str(warehouse / "ci.duckdb")) as left_over:
        left_over.execute("create schema marts")
        left_over.execute("create table marts.dim_kpis as select 1 as old_column")
    production = (warehouse / "build.duckdb").read_bytes()

    run(["bash", "-euc", f"cd {project}\n{build_changes}\n{compare}"], warehouse)

    assert (warehouse / "build.duckdb").read_bytes() == production
    with duckdb.connect(str(warehouse / "ci.duckdb"), read_only=True) as connection:
        connection.execute(f"attach '{warehouse / 'build.duckdb'}' as build (read_only)")
        built = connection.execute(
            "select table_name from information_schema.tables where table_catalog = 'ci' order by 1"
        ).fetchall()
        differing = connection.execute("""
            (from ci.marts.fct_kpis_daily except all from build.marts.fct_kpis_daily)
            union all (from build.marts.fct_kpis_daily except all from ci.marts.fct_kpis_daily)
        """).fetchall()
        rows = connection.execute("select count(*) from ci.marts.fct_kpis_daily").fetchone()
    assert [name for (name,) in built] == [
        "fct_benchmarks_daily",
        "fct_kpi_baselines_daily",
        "fct_kpi_channel_periods",
        "fct_kpi_channels_daily",
        "fct_kpi_periods",
        "fct_kpi_signals_daily",
        "fct_kpi_total_periods",
        "fct_kpi_windows_daily",
        "fct_kpis_daily",
        "fct_reopen_rate_daily",
        "fct_reopen_rate_solves",
    ]
    assert differing == []
    assert rows is not None
    assert rows[0] > 0


@pytest.mark.parametrize(
    ("tables", "is_read"),
    [
        ((), True),
        (("brand", "ticket"), True),
        (("tickets", "ticket_audits"), False),
    ],
    ids=["nothing but the books of landing", "one of them is read", "another shape"],
)
def test_extracts_of_another_shape_are_noticed(
    tables: tuple[str, ...], is_read: bool, tmp_path: Path
) -> None:
    run([sys.executable, "scripts/land_extracts.py", "--create-only"], tmp_path)
    with duckdb.connect(str(tmp_path / "raw.duckdb")) as raw:
        raw.execute("create schema zendesk")
        for table in tables:
            raw.execute(f"create table zendesk.{table} (id varchar)")
    test = ("test", "--select", "assert_each_vendor_lands_as_read")
    dbt_vars: dict[str, object] = {"as_of": BUILT_AS_OF}
    if is_read:
        dbt(tmp_path, dbt_vars, *test)
    else:
        with pytest.raises(pytest.fail.Exception, match="assert_each_vendor_lands_as_read"):
            dbt(tmp_path, dbt_vars, *test)


@pytest.mark.parametrize("as_of", ["01.10.2026", "2026-06-31", "2026-10-01 12:00:00+02:00"])
def test_a_moment_that_is_none_is_named(as_of: str, tmp_path: Path) -> None:
    run([sys.executable, "scripts/land_extracts.py", "--create-only"], tmp_path)
    said = f"as_of .* is no moment: {re.escape(as_of)}"
    with pytest.raises(pytest.fail.Exception, match=said):
        dbt(tmp_path, {"as_of": as_of}, "compile", "--select", "int_tickets_scoped")


def test_everything_builds_on_nothing(tmp_path: Path) -> None:
    run([sys.executable, "scripts/land_extracts.py", "--create-only"], tmp_path)
    run(["bash", "-euc", recipe("--create-only", tmp_path)], tmp_path)
    built = dbt_run(tmp_path, {"as_of": BUILT_AS_OF})
    with duckdb.connect(str(built), read_only=True) as connection:
        told = dict(
            connection.execute(
                "select kpi_id, unavailable_reason from marts.dim_kpis where is_default_variant"
            ).fetchall()
        )
        facts = connection.execute("select count(*) from marts.fct_kpis_daily").fetchone()
    with duckdb.connect(str(tmp_path / "raw.duckdb"), read_only=True) as raw:
        keys = raw.execute("select length(pseudonym_key) from secrets.pseudonym_key").fetchall()
    assert keys == [(64,)]
    assert all(reason.startswith("no vendor delivered ") for reason in told.values())
    # what no file is called is told as what files are called
    assert told["churn"] == "no vendor delivered subscriptions"
    assert told["fcr"] == "no vendor delivered tickets or calls"
    assert told["customer_approval"] == "no vendor delivered survey_responses or feedback"
    assert facts == (0,)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("customer_activity", "order", "subscriptions or orders"),
        ("fiscal_year_starts_in_month", 13, "a month from 1 to 12"),
        ("reporting_currency", "euro", "an ISO 4217 code"),
        ("reporting_time_zone", "Europe/Berln", "a zone of the tz database"),
    ],
)
def test_a_variable_that_cannot_be_is_refused(
    name: str, value: object, wanted: str, tmp_path: Path
) -> None:
    duckdb.connect(str(tmp_path / "raw.duckdb")).close()
    parsed = Parses.of({}) / "partial_parse.msgpack"
    dbt_vars = {"as_of": BUILT_AS_OF, name: value}
    with pytest.raises(pytest.fail.Exception, match=f"var {name} is {wanted}"):
        dbt_child(parsed, tmp_path, dbt_vars, "run", "--select", "dim_dates")


def test_a_vendor_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    folders = ["--target-path", str(tmp_path / "target"), "--log-path", str(tmp_path / "logs")]
    command = [*DBT, "parse", "--vars", "vendors: [custm]", *folders]
    with pytest.raises(pytest.fail.Exception, match="var vendors is a list of amazon_connect, "):
        run(command, tmp_path)
