"""Every row equals what the oracle says of the same helpdesk: the daily facts and every promise."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from tests.e2e.conftest import ROOT, Build
from tests.e2e.facts import compare_bins, compare_facts
from tests.oracle.sla_clocks import Judgement
from tests.oracle.zendesk_facts import ask_the_oracle

TICKETS = 10_000
AS_OF = datetime(2026, 10, 1)
ZONE = ZoneInfo("America/New_York")

TARGET = (
    *("sla_target_id", "cycle_number", "sla_metric", "policy_id", "promised_priority"),
    *("target_seconds", "is_business_time", "applied_at", "superseded_at", "started_at"),
    *("ended_at", "ended_by", "due_at", "elapsed_seconds", "sla_state", "decided_at"),
    "exclusion_reason",
)
Row = tuple[object, ...]


def seconds(micros: int | None) -> Decimal | None:
    return None if micros is None else Decimal(micros) / 1_000_000


def row_of(judged: Judgement) -> Row:
    target, stretch = judged.target, judged.stretch
    return (
        *(target.name, stretch.number, target.metric, target.policy_id, target.priority),
        *(target.seconds, target.is_business, target.applied_at, target.superseded_at),
        *(stretch.started_at, stretch.ended_at, stretch.ended_by, judged.due_at),
        *(seconds(judged.elapsed_micros), judged.state, judged.decided_at, judged.reason),
    )


def compare_targets(connection: duckdb.DuckDBPyConnection, expected: list[Row]) -> list[str]:
    """Say which promises differ and in what, the first three of a kind with both sides."""
    rows = connection.execute(
        f"select {', '.join(TARGET)} from marts.fct_ticket_sla_targets"
    ).fetchall()
    built, wanted = ({row[:2]: row for row in side} for side in (rows, expected))
    assert len(built) == len(rows)
    assert len(wanted) == len(expected) > 1000
    kinds: Counter[tuple[str, ...]] = Counter()
    shown = []
    for key in sorted(built.keys() | wanted.keys()):
        said, true = built.get(key, ()), wanted.get(key, ())
        if said == true:
            continue
        pairs = zip(TARGET, said, true, strict=True) if said and true else ()
        differing = tuple(name for name, one, other in pairs if one != other)
        kind = differing or ("only in dbt" if said else "only in the oracle",)
        kinds[kind] += 1
        if kinds[kind] <= 3:
            sides = [" | ".join(map(str, side[2:])) for side in (said, true)]
            shown.append(f"{key} {kind}\n  dbt:    {sides[0]}\n  oracle: {sides[1]}")
    return [f"targets: {kinds.total()} differ, {dict(kinds)}", *shown] if kinds else []


def test_every_row_equals_the_oracle(tmp_path: Path, build: Build) -> None:
    extracts = tmp_path / "extracts"
    make = [sys.executable, "scripts/make_extracts.py", str(extracts), "--tickets", str(TICKETS)]
    until = (AS_OF - timedelta(days=1)).date().isoformat()
    subprocess.run(
        [*make, "--days", "365", "--seed", "1", "--until", until],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    dbt_vars: dict[str, object] = {"as_of": str(AS_OF), "reporting_time_zone": ZONE.key}
    built = build(extracts, tmp_path / "warehouse", dbt_vars)
    truth = ask_the_oracle(extracts, ROOT / "seeds", AS_OF, ZONE)
    problems = []
    with duckdb.connect(str(built), read_only=True) as connection:
        for kpi, expected in truth.facts.items():
            problems += compare_facts(connection, kpi, expected)
        for kpi, durations in truth.durations.items():
            problems += compare_bins(connection, kpi, durations, ZONE)
        problems += compare_targets(connection, [row_of(one) for one in truth.judged])
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
