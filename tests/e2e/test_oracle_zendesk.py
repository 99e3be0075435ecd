"""What is built equals what the oracle says of the same helpdesk, row by row."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from tests.e2e.conftest import ROOT, Build
from tests.e2e.facts import compare_bins, compare_facts, compare_reasons
from tests.e2e.measures import compare_measures
from tests.e2e.previews import refused_previews
from tests.e2e.targets import compare_targets, row_of
from tests.oracle.zendesk_facts import ask_the_oracle

TICKETS = 10_000
AS_OF = datetime(2026, 10, 1)
ZONE = ZoneInfo("America/New_York")


def test_every_row_equals_the_oracle(tmp_path: Path, build_models: Build) -> None:
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
    built = build_models(extracts, tmp_path / "warehouse", dbt_vars)
    truth = ask_the_oracle(extracts, ROOT / "seeds", AS_OF, ZONE)
    problems = []
    with duckdb.connect(str(built), read_only=True) as connection:
        for kpi, expected in truth.facts.items():
            problems += compare_facts(connection, kpi, expected)
        for kpi, durations in truth.durations.items():
            problems += compare_bins(connection, kpi, durations, ZONE)
        problems += compare_reasons(connection, truth.contacts)
        problems += compare_measures(connection, truth.measures)
        problems += compare_targets(connection, [row_of(one) for one in truth.judged])
    problems += refused_previews(built, tmp_path)
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
