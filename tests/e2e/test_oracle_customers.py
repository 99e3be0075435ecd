"""Every number of customers, and of what they say, equals what the oracle says of raw extracts."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from tests.e2e.conftest import LOADED_AT, ROOT, dbt, dbt_run, land, selected
from tests.e2e.customer_truth import KPIS, MODELS, TABLES, say
from tests.e2e.facts import compare_facts
from tests.oracle.customer_facts import Truth, ask_the_customer_oracle
from tests.oracle.make_customer_extracts import RATES, make_customer_extracts
from tests.oracle.money import rates_of

AS_OF = datetime(2026, 3, 16, 17)
ZONE = ZoneInfo("America/New_York")
#: What depends on what makes a customer active.
ACTIVITY_KPIS = ("retention", "churn")
ACTIVITY_TABLES = ("fct_customer_spans", "fct_customer_periods", "fct_customer_survivals")
#: As real invoices are built, so that both share what dbt parsed.
ORDERS: dict[str, object] = {"customer_activity": "orders", "reporting_currency": "GBP"}


def build(warehouse: Path, settings: dict[str, object], *models: str) -> Path:
    """Build the models of what was landed, with rates in place of the seed's, which has none."""
    dbt_vars: dict[str, object] = {
        "vendors": ["custom"],
        "as_of": str(AS_OF),
        "reporting_time_zone": ZONE.key,
    } | settings
    dbt(warehouse, dbt_vars, "seed")
    with duckdb.connect(str(warehouse / "build.duckdb")) as connection:
        connection.execute("delete from intermediate.currency_rates")
        connection.executemany("insert into intermediate.currency_rates values (?, ?, ?, ?)", RATES)
    return dbt_run(warehouse, dbt_vars, *selected(*models))


def ask(extracts: Path, activity: str = "subscriptions", currency: str = "USD") -> Truth:
    loaded_at = datetime.fromisoformat(LOADED_AT)
    rates = rates_of(RATES, currency)
    return ask_the_customer_oracle(
        *(extracts, ROOT / "seeds", loaded_at, AS_OF, ZONE, rates, activity)
    )


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("oracle_customers") / "extracts"
    make_customer_extracts(folder, AS_OF)
    return folder


@pytest.fixture(scope="module")
def warehouse(extracts: Path) -> Path:
    folder = extracts.parent / "warehouse"
    land(extracts, folder)
    return folder


@pytest.fixture(scope="module")
def built(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    path = build(warehouse, {}, *MODELS)
    with duckdb.connect(str(path)) as connection:
        yield connection


@pytest.fixture(scope="module")
def truth(extracts: Path) -> Truth:
    return ask(extracts)


@pytest.mark.parametrize("kpi", KPIS)
def test_every_row_equals_the_oracle(
    built: duckdb.DuckDBPyConnection, truth: Truth, kpi: str
) -> None:
    say(compare_facts(built, kpi, truth.facts[kpi]))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_equals_the_oracle(
    built: duckdb.DuckDBPyConnection, truth: Truth, table: str
) -> None:
    say(TABLES[table](built, truth))


@pytest.fixture(scope="module")
def faulty(built: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Give the same tables with every seventh row left out, and one more in each numerator."""
    faulty = built.cursor()
    faulty.execute("attach ':memory:' as faulty; create schema faulty.marts; use faulty")
    for table in MODELS:
        changed = "replace (numerator + 1 as numerator)" if table.endswith("_daily") else ""
        changed = "" if table in TABLES else changed
        faulty.execute(f"""
            create table marts.{table} as
            select * exclude row_number {changed}
            from (select *, row_number() over () as row_number from build.marts.{table})
            where row_number % 7 <> 0
        """)
    return faulty


@pytest.mark.parametrize("kpi", KPIS)
def test_a_wrong_number_is_found(faulty: duckdb.DuckDBPyConnection, truth: Truth, kpi: str) -> None:
    differing = compare_facts(faulty, kpi, truth.facts[kpi])
    assert int(differing[0].split()[1]) > len(truth.facts[kpi]) // 2


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_is_gone_is_found(
    faulty: duckdb.DuckDBPyConnection, truth: Truth, table: str
) -> None:
    assert TABLES[table](faulty, truth)


def test_orders_make_customers_active_as_the_oracle_says(
    warehouse: Path, extracts: Path, tmp_path: Path
) -> None:
    shutil.copy(warehouse / "raw.duckdb", tmp_path)
    models = (*(f"fct_{kpi}_daily" for kpi in ACTIVITY_KPIS), *ACTIVITY_TABLES)
    path = build(tmp_path, ORDERS, *models)
    truth = ask(extracts, "orders", "GBP")
    with duckdb.connect(str(path), read_only=True) as connection:
        problems = [TABLES[table](connection, truth) for table in ACTIVITY_TABLES]
        problems += [compare_facts(connection, kpi, truth.facts[kpi]) for kpi in ACTIVITY_KPIS]
    say([line for lines in problems for line in lines])


def test_the_extracts_hold_what_is_hard(truth: Truth) -> None:
    known = truth.known
    sizes = Counter(known.identities.values())
    assert len(known.quarantined) == 51
    assert max(sizes.values()) == 50
    assert sum(size > 1 for size in sizes.values()) > 300
    spans = [span for one in truth.active for span in one.spans]
    assert sum(span.is_in_grace for span in spans) > 10
    assert sum(span.number > 1 for span in spans) > 200
    assert {span.is_voluntary for span in spans} == {True, False, None}
    assert {period.reason for period in truth.subscriptions} >= {
        *("trial", "ends_before_start", "test_customer"),
    }
    assert {period.amount_reason for period in truth.subscriptions} == {
        *("no_rate", "no_currency", "no_amount", None),
    }
    assert {order.reason for order in truth.orders} == {"cancelled", "test_customer", None}
    assert {one.reason for one in truth.answers} == {
        *("employee", "test", "partial", "not_answered", "out_of_scale", "unusable_weight"),
        *("superseded", None),
    }
    assert sum(one.was_good_now_bad for one in truth.answers) > 50
    for row in truth.periods.values():
        assert row["start_count"] == row["retained_count"] + row["lost_count"]
        assert row["end_count"] == sum(
            row[name] for name in ("retained_count", "new_count", "win_back_count")
        )
