"""Every number of customers equals what the oracle says of raw extracts of real vendors.

Landing, the readers of the four vendors, and all that follows: CRM and surveys as one loader lands
them, billing as another, and the helpdesk with its satisfaction ratings.

What the simulated organisation does to its customers is found, and nothing where it did nothing.
Tolerance: where nothing is planted no difference in churn is marked, nor exceeds three points.
Where scripts/extracts/customers/parties.py plants an effect, the risk rises by a third to the whole
of it: companies shrug most of it off, and broken promises of other than a first reply hurt nobody.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from scripts.extracts.customers.parties import AFTER_BREACH, AFTER_REPEAT, LEAVES_IN_90_DAYS
from tests.e2e.conftest import ROOT, dbt_run, land, selected
from tests.e2e.customer_truth import KPIS, MODELS, TABLES, say
from tests.e2e.facts import compare_facts
from tests.e2e.service_effects import answered_shares, risks, satisfaction_by_wait
from tests.oracle.customer_facts import Truth
from tests.oracle.money import rates_of
from tests.oracle.vendor_facts import ask_the_vendor_oracle

TICKETS = 5_000
AS_OF = datetime(2026, 10, 1)
ZONE = ZoneInfo("America/New_York")
#: Of these there are fewer rows than of others. Nobody delivers complaints, so there is no rate.
FEW_FACTS = {
    **{"repeat_purchase": 150, "nps": 300, "ces": 400, "customer_sentiment": 700},
    "complaint_rate": -1,
}
FEW_ROWS = {
    **{"fct_subscriptions": 3900, "fct_orders": 700},
    **{"fct_survey_responses": 1400, "fct_feedback_items": 200},
}


def simulate(folder: Path, *options: str) -> Path:
    extracts = folder / "extracts"
    make = [sys.executable, "scripts/make_extracts.py", str(extracts), "--tickets", str(TICKETS)]
    until = (AS_OF - timedelta(days=1)).date().isoformat()
    make += ["--days", "365", "--seed", "7", "--until", until, "--customers", *options]
    subprocess.run(make, cwd=ROOT, check=True, capture_output=True)
    return extracts


def build(extracts: Path, *models: str) -> Path:
    warehouse = extracts.parent / "warehouse"
    land(extracts, warehouse)
    dbt_vars: dict[str, object] = {
        "vendors": ["zendesk", "salesforce", "stripe", "qualtrics"],
        "as_of": str(AS_OF),
        "reporting_time_zone": ZONE.key,
    }
    return dbt_run(warehouse, dbt_vars, *selected(*models))


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return simulate(tmp_path_factory.mktemp("oracle_vendors"))


@pytest.fixture(scope="module")
def built(extracts: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(build(extracts, *MODELS)), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def unmoved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same tickets, where service moves nobody."""
    extracts = simulate(tmp_path_factory.mktemp("unmoved"), "--no-effects")
    path = build(extracts, "fct_service_to_retention", "fct_survey_response_rate_daily")
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def truth(extracts: Path) -> Truth:
    secret = (ROOT / "tests" / "pseudonym_key.txt").read_text(encoding="utf-8").strip()
    return ask_the_vendor_oracle(extracts, ROOT / "seeds", secret, AS_OF, ZONE, rates_of([]))


@pytest.mark.parametrize("kpi", KPIS)
def test_every_row_equals_the_oracle(
    built: duckdb.DuckDBPyConnection, truth: Truth, kpi: str
) -> None:
    say(compare_facts(built, kpi, truth.facts[kpi], FEW_FACTS.get(kpi, 1000)))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_equals_the_oracle(
    built: duckdb.DuckDBPyConnection, truth: Truth, table: str
) -> None:
    floor = {"at_least": FEW_ROWS[table]} if table in FEW_ROWS else {}
    say(TABLES[table](built, truth, **floor))


def test_the_extracts_hold_what_is_hard(truth: Truth) -> None:
    known = truth.known
    assert sum(one != into for one, into in known.resolved.items()) > 0
    assert {one.is_test for one in known.golden.values()} == {False}
    vendors = {person.partition(":")[0] for person in known.identities}
    assert vendors == {"zendesk", "salesforce", "stripe", "qualtrics"}
    assert {period.reason for period in truth.subscriptions} == {"trial", None}
    assert {order.reason for order in truth.orders} == {"cancelled", None}
    assert {one.reason for one in truth.answers} == {"test", "partial", None}
    assert {one.polarity for one in truth.items} == {"positive", "negative", "unknown"}
    assert any(one.is_pending for one in truth.landmarks.values())


@pytest.mark.parametrize(
    ("experience", "planted"), [("breached_sla", AFTER_BREACH), ("repeat_contact", AFTER_REPEAT)]
)
def test_planted_churn_is_found(
    built: duckdb.DuckDBPyConnection, experience: str, planted: float
) -> None:
    landmarks, _, difference, is_marked = risks(built)[experience]
    assert landmarks > 350
    assert is_marked
    assert planted / 3 < difference < planted


def test_nothing_is_found_where_nothing_was_planted(unmoved: duckdb.DuckDBPyConnection) -> None:
    found = risks(unmoved)
    assert found.keys() == {
        *("no_contact", "first_contact_resolved", "repeat_contact", "breached_sla", "detractor")
    }
    assert found.pop("no_contact")[1] == pytest.approx(LEAVES_IN_90_DAYS, abs=0.01)
    for experience, (landmarks, _, difference, is_marked) in found.items():
        assert landmarks > 80, experience
        assert not is_marked, experience
        assert abs(difference) < 0.03, experience


def test_satisfaction_falls_with_waiting_where_it_was_planted(
    built: duckdb.DuckDBPyConnection, unmoved: duckdb.DuckDBPyConnection
) -> None:
    planted, nothing = satisfaction_by_wait(built), satisfaction_by_wait(unmoved)
    assert len(planted) == 4
    assert planted == sorted(planted, reverse=True)
    assert planted[0] - planted[-1] > 0.2
    assert max(nothing) - min(nothing) < 0.08


def test_who_waited_longest_answers_more_where_it_was_planted(
    built: duckdb.DuckDBPyConnection, unmoved: duckdb.DuckDBPyConnection
) -> None:
    planted, nothing = answered_shares(built), answered_shares(unmoved)
    assert planted[-1] - planted[0] > 0.05
    assert max(nothing) - min(nothing) < 0.05
