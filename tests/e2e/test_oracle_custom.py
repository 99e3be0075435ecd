"""Every row of the daily facts equals what the oracle says of the same hostile extracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from tests.e2e.conftest import LOADED_AT, ROOT, Build
from tests.oracle.daily import Fact, Key
from tests.oracle.fcr import fcr, read_exclusions, read_variants
from tests.oracle.make_custom_extracts import make_extracts
from tests.oracle.reading import PORTS, Reading, read_port, vocabularies
from tests.oracle.sla_adherence import sla_adherence
from tests.oracle.ticket_volume import ticket_volume
from tests.oracle.tickets import histories

AS_OF = datetime(2026, 3, 16, 17)
ZONE = ZoneInfo("America/New_York")
KPIS = ("ticket_volume", "sla_adherence", "fcr")


@dataclass
class Truth:
    """What was built, and what the oracle says."""

    built: Path
    readings: dict[str, Reading]
    facts: dict[str, dict[Key, Fact]]


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Truth:
    folder = tmp_path_factory.mktemp("oracle")
    extracts = folder / "extracts"
    make_extracts(extracts, AS_OF)
    loaded_at = datetime.fromisoformat(LOADED_AT)
    readings = {port: read_port(extracts, port, loaded_at) for port in PORTS}
    seeds = ROOT / "seeds"
    tickets = histories(
        readings["tickets"].kept,
        readings["ticket_events"].kept,
        vocabularies(seeds / "vendors" / "custom" / "custom_words.csv"),
        AS_OF,
    )
    variants = read_variants(seeds / "fcr_variants.csv")
    exclusions = read_exclusions(seeds / "fcr_exclusions.csv")
    facts = {
        "ticket_volume": ticket_volume(tickets, ZONE),
        "sla_adherence": sla_adherence(readings["sla_targets"].kept, tickets, AS_OF, ZONE),
        "fcr": fcr(tickets, variants, exclusions, AS_OF, ZONE),
    }
    dbt_vars: dict[str, object] = {"as_of": str(AS_OF), "reporting_time_zone": ZONE.key}
    return Truth(build(extracts, folder / "warehouse", dbt_vars), readings, facts)


def weighs_something(fact: tuple[object, ...]) -> bool:
    """Tell whether a row is more than a list of what was left out, which the oracle skips."""
    numerator, denominator, squares, pending = fact[:4]
    return bool(numerator or denominator or squares or pending)


@pytest.mark.parametrize("kpi", KPIS)
def test_daily_facts(truth: Truth, kpi: str) -> None:
    with duckdb.connect(str(truth.built), read_only=True) as connection:
        rows = connection.execute(
            "select variant_id, metric_date, channel, team_id, priority, customer_segment,"
            " numerator, denominator, sum_of_squares, pending_count, final_on"
            f" from marts.fct_{kpi}_daily"
        ).fetchall()
    built = {row[:6]: row[6:] for row in rows}
    expected = truth.facts[kpi]
    assert len(built) == len(rows)
    assert len(expected) > 1000
    differing = sorted(
        key
        for key in built.keys() | expected.keys()
        if built.get(key) != expected.get(key) and (key in expected or weighs_something(built[key]))
    )
    shown = [
        f"{key}\n  dbt:    {built.get(key)}\n  oracle: {expected.get(key)}" for key in differing
    ]
    assert not differing, "\n".join(
        [f"{len(differing)} of {len(expected)} rows differ", *shown[:10]]
    )


@pytest.mark.parametrize("port", PORTS)
def test_row_fates(truth: Truth, port: str) -> None:
    with duckdb.connect(str(truth.built), read_only=True) as connection:
        rows = connection.execute(
            f"select row_fate, _extract_file, _extract_row from staging.base_custom__{port}"
        ).fetchall()
    reading = truth.readings[port]
    fates = [fate if fate in ("kept", "duplicate") else "rejected" for fate, _, _ in rows]
    assert {fate: fates.count(fate) for fate in sorted(set(fates))} == dict(
        sorted(reading.fates.items())
    )
    rejected = {(file, row) for fate, file, row in rows if fate not in ("kept", "duplicate")}
    assert rejected == reading.rejected
