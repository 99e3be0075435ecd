"""Every row of the daily facts equals what the oracle says of the same hostile extracts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from tests.e2e.conftest import LOADED_AT, ROOT, Build
from tests.e2e.facts import Facts, compare_bins, compare_facts, compare_reasons
from tests.e2e.measures import compare_measures
from tests.oracle.business_time import Desks
from tests.oracle.durations import Duration, daily_sums
from tests.oracle.escalation_rate import escalation_rate, read_managers, read_tiers
from tests.oracle.fcr import fcr, fcr_reasons, read_exclusions, read_variants
from tests.oracle.first_response_time import first_response_times
from tests.oracle.make_custom_extracts import make_extracts
from tests.oracle.reading import PORTS, Reading, read_port, vocabularies
from tests.oracle.reopen_rate import reopen_rate
from tests.oracle.resolution_rate import resolution_rate
from tests.oracle.resolution_time import resolution_times
from tests.oracle.sla_adherence import promises, sla_adherence
from tests.oracle.ticket_backlog import ticket_backlog
from tests.oracle.ticket_measures import Measures, measures_of
from tests.oracle.ticket_volume import ticket_volume
from tests.oracle.tickets import Ticket, histories

AS_OF = datetime(2026, 3, 16, 17)
ZONE = ZoneInfo("America/New_York")
SEEDS = ROOT / "seeds"
VARIANTS, EXCLUSIONS = SEEDS / "fcr_variants.csv", SEEDS / "fcr_exclusions.csv"


def true_durations(tickets: dict[str, Ticket]) -> dict[str, list[Duration]]:
    """Ask the oracle what tickets took."""
    return {
        "first_response_time": list(first_response_times(tickets, AS_OF)),
        "resolution_time": list(resolution_times(tickets, AS_OF)),
    }


def true_measures(tickets: dict[str, Ticket]) -> dict[str, Measures]:
    """Ask the oracle what is measured of tickets; nobody delivers a schedule."""
    no_desks = Desks({}, None, {})
    return {name: measures_of(ticket, no_desks, AS_OF) for name, ticket in tickets.items()}


def true_facts(
    readings: dict[str, Reading], tickets: dict[str, Ticket], words: dict[tuple[str, str], str]
) -> dict[str, Facts]:
    """Ask the oracle."""
    kept = {port: reading.kept for port, reading in readings.items()}
    tiers = read_tiers(kept["teams"])
    managers = read_managers(kept["agents"], words)
    durations = true_durations(tickets)
    promised = promises(kept["sla_targets"], tickets, words, AS_OF)
    variants, exclusions = read_variants(VARIANTS), read_exclusions(EXCLUSIONS)
    return {
        "ticket_volume": ticket_volume(tickets, ZONE),
        "ticket_backlog": ticket_backlog(tickets, AS_OF, ZONE),
        "resolution_rate": resolution_rate(tickets, AS_OF, ZONE),
        "reopen_rate": reopen_rate(tickets, AS_OF, ZONE),
        "escalation_rate": escalation_rate(tickets, tiers, managers, AS_OF, ZONE),
        "sla_adherence": sla_adherence(promised, AS_OF, ZONE),
        "fcr": fcr(tickets, variants, exclusions, AS_OF, ZONE),
    } | {kpi: daily_sums(found, ZONE) for kpi, found in durations.items()}


def compare_fates(connection: duckdb.DuckDBPyConnection, port: str, reading: Reading) -> list[str]:
    """Say where the fates of a port's raw rows differ; which twin is kept is nobody's business."""
    rows = connection.execute(
        f"select row_fate, _extract_file, _extract_row from staging.base_custom__{port}"
    ).fetchall()
    rejected = {(file, row): fate for fate, file, row in rows if fate not in ("kept", "duplicate")}
    fates = [fate for fate, _, _ in rows]
    built = {
        "kept": fates.count("kept"),
        "duplicate": fates.count("duplicate"),
        "rejected": len(rejected),
    }
    problems = []
    if built != dict(reading.fates):
        problems.append(f"{port}: dbt {built}, oracle {dict(reading.fates)}")
    for place in sorted(rejected.keys() ^ reading.rejected)[:10]:
        problems.append(f"{port}: rejected by one side only: {place} {rejected.get(place, '')}")
    return problems


def test_every_row_equals_the_oracle(tmp_path: Path, build: Build) -> None:
    extracts = tmp_path / "extracts"
    make_extracts(extracts, AS_OF, tickets=4000)
    loaded_at = datetime.fromisoformat(LOADED_AT)
    readings = {port: read_port(extracts, port, loaded_at) for port in PORTS}
    words = vocabularies(SEEDS / "vendors" / "custom" / "custom_words.csv")
    tickets = histories(readings["tickets"].kept, readings["ticket_events"].kept, words, AS_OF)
    dbt_vars: dict[str, object] = {"as_of": str(AS_OF), "reporting_time_zone": ZONE.key}
    built = build(extracts, tmp_path / "warehouse", dbt_vars)
    problems = []
    with duckdb.connect(str(built), read_only=True) as connection:
        delivered = {port: reading for port, reading in readings.items() if reading.fates}
        assert len(delivered) == 6
        for port, reading in delivered.items():
            assert {"kept", "duplicate", "rejected"} == reading.fates.keys()
            problems += compare_fates(connection, port, reading)
        for kpi, expected in true_facts(readings, tickets, words).items():
            problems += compare_facts(connection, kpi, expected)
        variants, exclusions = read_variants(VARIANTS), read_exclusions(EXCLUSIONS)
        problems += compare_reasons(connection, fcr_reasons(tickets, variants, exclusions))
        measures = true_measures(tickets)
        # twins of one version differ in who acted, and either may be kept
        problems += compare_measures(connection, measures, "commenting_agent_count")
        for kpi, durations in true_durations(tickets).items():
            problems += compare_bins(connection, kpi, durations, ZONE)
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
