"""Every number of customers, and of what they say, equals what the oracle says of raw extracts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from tests.e2e.conftest import LOADED_AT, ROOT, dbt_build, land
from tests.e2e.customer_tables import (
    compare_answers,
    compare_cohorts,
    compare_customers,
    compare_feedback,
    compare_landmarks,
    compare_orders,
    compare_periods,
    compare_spans,
    compare_subscriptions,
    compare_survival,
)
from tests.e2e.facts import compare_facts
from tests.oracle.customer_facts import Truth, ask_the_customer_oracle
from tests.oracle.make_customer_extracts import make_customer_extracts

AS_OF = datetime(2026, 3, 16, 17)
ZONE = ZoneInfo("America/New_York")
KPIS = (
    *("retention", "churn", "repeat_purchase", "csat", "nps", "ces", "survey_response_rate"),
    *("customer_sentiment", "customer_approval", "contact_rate", "complaint_rate", "fcr"),
)
Compare = Callable[[duckdb.DuckDBPyConnection, Truth], list[str]]
TABLES: dict[str, Compare] = {
    "dim_customers": compare_customers,
    "fct_subscriptions": compare_subscriptions,
    "fct_customer_spans": compare_spans,
    "fct_orders": compare_orders,
    "fct_customer_periods": compare_periods,
    "fct_customer_cohorts": compare_cohorts,
    "fct_customer_survivals": compare_survival,
    "fct_survey_responses": compare_answers,
    "fct_feedback_items": compare_feedback,
    "fct_service_to_retention": compare_landmarks,
}
MODELS = (
    *(f"fct_{kpi}_daily" for kpi in KPIS),
    *TABLES,
    "fct_feedback_themes",
    "fct_service_landmarks",
)


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("oracle_customers") / "extracts"
    make_customer_extracts(folder, AS_OF)
    return folder


@pytest.fixture(scope="module")
def built(extracts: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    warehouse = extracts.parent / "warehouse"
    land(extracts, warehouse)
    dbt_vars: dict[str, object] = {
        "vendors": ["custom"],
        "as_of": str(AS_OF),
        "reporting_time_zone": ZONE.key,
    }
    kinds = ("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test")
    models = [f"+{model}" for model in MODELS]
    path = dbt_build(warehouse, dbt_vars, "--select", *models, *kinds)
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def truth(extracts: Path) -> Truth:
    loaded_at = datetime.fromisoformat(LOADED_AT)
    return ask_the_customer_oracle(extracts, ROOT / "seeds", loaded_at, AS_OF, ZONE)


def say(problems: list[str]) -> None:
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


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
