"""Every number of the telephone, and of tickets where there are calls, equals the oracle's."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from tests.e2e.conftest import ROOT, dbt_run, land, selected
from tests.e2e.facts import compare_bins, compare_facts
from tests.e2e.measures import compare_measures
from tests.e2e.opening_calls import add_opening_calls
from tests.e2e.phone_tables import compare_agent_days, compare_half_hours, compare_issues
from tests.e2e.previews import refused_previews
from tests.oracle.phone_facts import PhoneTruth, ask_the_phone_oracle

CALLS, TICKETS, DAYS = 51_500, 3_000, 100
UNTIL = "2026-11-12"
#: While calls wait in both systems, three days before the extracts end, after clocks went back.
AS_OF = datetime(2026, 11, 9, 13, 11, 40)
ZONE = ZoneInfo("America/New_York")
FEW = {"occupancy", "schedule_adherence"}
KPIS = (
    *("service_level", "speed_of_answer", "abandonment_rate", "handle_time", "transfer_rate"),
    *("occupancy", "schedule_adherence", "fcr"),
    *("ticket_volume", "ticket_backlog", "resolution_rate", "reopen_rate", "escalation_rate"),
    *("first_response_time", "resolution_time"),
)
TABLES = (
    *(f"fct_{kpi}_daily" for kpi in KPIS),
    *("fct_kpi_distributions_daily", "fct_call_intervals", "fct_call_interval_thresholds"),
    *("fct_calls", "fct_issues", "fct_tickets"),
)


#: A few stretches on top of others, or that begin with them, as of contacts beside a rota's shift.
ON_TOP = """
copy (
    select
        agent_id, 'on_contact' as agent_state, 'break' as scheduled_state,
        started_at + interval 61 second as started_at, ended_at + interval 119 second as ended_at
    from read_parquet('{folder}/*.parquet')
    where agent_state = 'available' and ended_at - started_at > interval 10 minute
        and epoch(started_at) % 20 = 0
    union all
    select
        agent_id, 'on_contact' as agent_state, 'break' as scheduled_state,
        started_at, started_at + interval 119 second as ended_at
    from read_parquet('{folder}/*.parquet')
    where agent_state = 'available' and ended_at - started_at > interval 10 minute
        and epoch(started_at) % 20 = 5
) to '{folder}/2026-11-14.parquet'
"""


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("oracle_phone") / "extracts"
    make = [sys.executable, "scripts/make_extracts.py", str(folder), "--tickets", str(TICKETS)]
    make += ["--calls", str(CALLS), "--days", str(DAYS), "--until", UNTIL]
    subprocess.run(make, cwd=ROOT, check=True, capture_output=True)
    duckdb.connect().execute(ON_TOP.format(folder=folder / "custom" / "agent_states"))
    add_opening_calls(folder)
    return folder


@pytest.fixture(scope="module")
def built(extracts: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    warehouse = extracts.parent / "warehouse"
    land(extracts, warehouse)
    dbt_vars: dict[str, object] = {
        "vendors": ["zendesk", "amazon_connect", "custom"],
        "as_of": str(AS_OF),
        "reporting_time_zone": ZONE.key,
    }
    path = dbt_run(warehouse, dbt_vars, *selected(*TABLES))
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def truth(extracts: Path) -> PhoneTruth:
    return ask_the_phone_oracle(extracts, ROOT / "seeds", AS_OF, ZONE)


def say(problems: list[str]) -> None:
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.mark.parametrize("kpi", KPIS)
def test_every_row_equals_the_oracle(
    built: duckdb.DuckDBPyConnection, truth: PhoneTruth, kpi: str
) -> None:
    at_least = DAYS // 2 if kpi in FEW else 1000
    say(compare_facts(built, kpi, truth.facts[kpi], at_least))


@pytest.mark.parametrize(
    "kpi", ["speed_of_answer", "handle_time", "first_response_time", "resolution_time"]
)
def test_every_bin_equals_the_oracle(
    built: duckdb.DuckDBPyConnection, truth: PhoneTruth, kpi: str
) -> None:
    say(compare_bins(built, kpi, truth.durations[kpi], ZONE))


@pytest.mark.parametrize("kpi", sorted(FEW))
def test_every_agents_day_equals_the_oracle(
    built: duckdb.DuckDBPyConnection, truth: PhoneTruth, kpi: str
) -> None:
    say(compare_agent_days(built, kpi, truth.agent_days[kpi]))


def test_every_half_hour_equals_the_oracle(
    built: duckdb.DuckDBPyConnection, truth: PhoneTruth
) -> None:
    say(compare_half_hours(built, truth.counts, truth.sums, truth.within))


def test_every_issue_equals_the_oracle(built: duckdb.DuckDBPyConnection, truth: PhoneTruth) -> None:
    say(compare_issues(built, truth.issues))


def test_every_ticket_equals_the_oracle(
    built: duckdb.DuckDBPyConnection, truth: PhoneTruth
) -> None:
    say(compare_measures(built, truth.measures))


def test_offered_calls_are_answered_or_not(built: duckdb.DuckDBPyConnection) -> None:
    row = built.execute("""
        select count(*)
        from marts.fct_call_intervals
        where offered_count <> answered_count + abandoned_count + callback_count + flow_out_count
            + voicemail_count + in_queue_count
    """).fetchone()
    assert row == (0,)


def test_the_calls_hold_what_is_hard(truth: PhoneTruth) -> None:
    calls = truth.calls
    assert len(calls) >= 50_000
    outcomes = {call.outcome for call in calls}
    assert outcomes >= {"answered", "abandoned", "callback", "flow_out", "voicemail", "ivr_only"}
    assert outcomes >= {"in_queue", "failed"}
    assert {call.direction for call in calls} == {"inbound", "outbound", "callback", "internal"}
    assert sum(bool(call.transfers) for call in calls) > 500
    assert sum(call.is_offered and call.outcome == "in_queue" for call in calls) >= 2
    assert any(not call.is_over for call in calls)
    assert AS_OF - min(call.started_at for call in calls) > timedelta(days=DAYS - 10)


def test_calls_decide_who_began_a_ticket(truth: PhoneTruth) -> None:
    alone = {key: replace(ticket, opening=None) for key, ticket in truth.tickets.items()}
    turns = Counter(
        (alone[key].is_outbound, ticket.is_outbound) for key, ticket in truth.tickets.items()
    )
    assert turns[True, False] >= 4
    assert turns[False, True] > 200
    assert turns[True, True] >= 2
    beside = [ticket for ticket in truth.tickets.values() if ticket.opening]
    assert sum(not ticket.is_outbound for ticket in beside) > 200


@pytest.mark.usefixtures("built")
def test_every_view_shows_its_first_rows(extracts: Path, tmp_path: Path) -> None:
    say(refused_previews(extracts.parent / "warehouse" / "build.duckdb", tmp_path))
