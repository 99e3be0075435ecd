"""What the simulated organisation does to its customers is found, and nothing where it did nothing.

Tolerance: where nothing is planted no difference in churn is marked, nor exceeds three points.
Where scripts/extracts/customers/parties.py plants an effect, the risk rises by a third to the whole
of it: companies shrug most of it off, and broken promises of other than a first reply hurt nobody.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import duckdb
import pytest

from scripts.extracts.customers.parties import AFTER_BREACH, AFTER_REPEAT, LEAVES_IN_90_DAYS
from tests.e2e.conftest import ROOT, dbt_build, land, without

TICKETS = 6_000
MODELS = ("fct_service_to_retention", "fct_survey_response_rate_daily")
DBT_VARS: dict[str, object] = {
    "vendors": ["zendesk", "salesforce", "stripe", "qualtrics"],
    "as_of": "2026-10-01 00:00:00",
}
Built = dict[bool, duckdb.DuckDBPyConnection]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The same tickets twice: where service matters, and where it does not."""
    connections = {}
    for planted in (True, False):
        folder = tmp_path_factory.mktemp("planted" if planted else "nothing")
        make = [sys.executable, "scripts/make_extracts.py", str(folder / "extracts")]
        make += ["--tickets", str(TICKETS), "--customers"]
        make.append("--effects" if planted else "--no-effects")
        subprocess.run(make, cwd=ROOT, check=True, capture_output=True)
        land(folder / "extracts", folder / "warehouse")
        selected = [f"+{model}" for model in MODELS]
        path = dbt_build(
            folder / "warehouse", DBT_VARS, "--select", *selected, *without("unit_test", "test")
        )
        connections[planted] = duckdb.connect(str(path), read_only=True)
    yield connections
    for connection in connections.values():
        connection.close()


def risks(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, float, float, bool]]:
    """By experience: landmarks, churn after it, difference to no contact, whether it is marked."""
    rows = connection.execute("""
        select experience, landmark_count, churn_rate, risk_difference, is_significant
        from marts.fct_service_to_retention
        where tenure_band = 'all'
    """).fetchall()
    return {row[0]: tuple(row[1:]) for row in rows}


@pytest.mark.parametrize(
    ("experience", "planted"), [("breached_sla", AFTER_BREACH), ("repeat_contact", AFTER_REPEAT)]
)
def test_planted_churn_is_found(built: Built, experience: str, planted: float) -> None:
    landmarks, _, difference, is_marked = risks(built[True])[experience]
    assert landmarks > 400
    assert is_marked
    assert planted / 3 < difference < planted


def test_nothing_is_found_where_nothing_was_planted(built: Built) -> None:
    found = risks(built[False])
    assert found.keys() == {
        *("no_contact", "first_contact_resolved", "repeat_contact", "breached_sla", "detractor")
    }
    assert found["no_contact"][1] == pytest.approx(LEAVES_IN_90_DAYS, abs=0.01)
    for experience, (landmarks, _, difference, is_marked) in found.items():
        if experience != "no_contact":
            assert landmarks > 100, experience
            assert not is_marked, experience
            assert abs(difference) < 0.03, experience


def satisfaction_by_wait(connection: duckdb.DuckDBPyConnection) -> list[float]:
    """Mean rating of tickets by quarters of their wait for a first reply, shortest first."""
    rows = connection.execute("""
        with waits as (
            select
                (responses.score - responses.scale_min)
                / (responses.scale_max - responses.scale_min) as rating,
                ntile(4) over (order by tickets.first_reply_seconds) as quarter
            from marts.fct_survey_responses as responses
            inner join marts.fct_tickets as tickets using (ticket_id)
            where responses.exclusion_reason is null and responses.measure in ('csat', 'ces_2')
                and tickets.first_reply_seconds is not null
        )
        select avg(rating) from waits group by quarter order by quarter
    """).fetchall()
    return [float(row[0]) for row in rows]


def test_satisfaction_falls_with_waiting_where_it_was_planted(built: Built) -> None:
    planted = satisfaction_by_wait(built[True])
    assert len(planted) == 4
    assert planted == sorted(planted, reverse=True)
    assert planted[0] - planted[-1] > 0.2
    nothing = satisfaction_by_wait(built[False])
    assert max(nothing) - min(nothing) < 0.08


def answered_shares(connection: duckdb.DuckDBPyConnection) -> list[float]:
    """Share of ratings that were given when offered, by quarters of the wait, shortest first."""
    rows = connection.execute("""
        with asked as (
            select
                invitations.invitation_id,
                ntile(4) over (order by tickets.first_reply_seconds) as quarter
            from intermediate.int_survey_invitations_unioned as invitations
            inner join marts.fct_tickets as tickets using (ticket_id)
            where tickets.first_reply_seconds is not null
        ), answered as (
            select distinct invitation_id from marts.fct_survey_responses
            where exclusion_reason is null
        )
        select avg(case when answered.invitation_id is null then 0 else 1 end)
        from asked left join answered using (invitation_id)
        group by quarter order by quarter
    """).fetchall()
    return [float(row[0]) for row in rows]


def test_who_waited_longest_answers_more_where_it_was_planted(built: Built) -> None:
    planted, nothing = answered_shares(built[True]), answered_shares(built[False])
    assert planted[-1] - planted[0] > 0.05
    assert max(nothing) - min(nothing) < 0.05
