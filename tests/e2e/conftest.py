"""A whole run, as a user does it: land a folder of extracts, then build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOADED_AT = "2026-03-16T18:00:00"

Build = Callable[[Path, Path, dict[str, object]], Path]


def run(command: list[str], warehouse: Path) -> None:
    """Run the command in the project; on failure say what it printed about it."""
    environment = os.environ | {"FRONTLINE_WAREHOUSE": str(warehouse), "DO_NOT_TRACK": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        lines = (done.stdout + done.stderr).splitlines()
        start = next((n for n, line in enumerate(lines) if "rror" in line or "FAIL" in line), 0)
        pytest.fail("\n".join([" ".join(command), *lines[start : start + 60]]), pytrace=False)


def land(extracts: Path, warehouse: Path) -> None:
    """Land a folder of extracts into the warehouse folder."""
    command = [sys.executable, "scripts/land_extracts.py", str(extracts)]
    command += ["--warehouse", str(warehouse), "--key-file", "tests/pseudonym_key.txt"]
    run([*command, "--loaded-at", LOADED_AT], warehouse)


def dbt_build(warehouse: Path, dbt_vars: dict[str, object], *options: str) -> Path:
    """Build what was landed, with every data test, and return the path of the built file."""
    command = [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", "build", *options]
    command += ["--target-path", str(warehouse / "target"), "--log-path", str(warehouse / "logs")]
    run([*command, "--vars", json.dumps(dbt_vars)], warehouse)
    return warehouse / "build.duckdb"


def land_and_build(
    extracts: Path, warehouse: Path, dbt_vars: dict[str, object], *left_out: str
) -> Path:
    """Land a folder and build the vendors in it, without the named kinds of dbt tests."""
    land(extracts, warehouse)
    vendors: dict[str, object] = {"vendors": [path.name for path in extracts.iterdir()]}
    options = [word for kind in left_out for word in ("--exclude-resource-type", kind)]
    return dbt_build(warehouse, vendors | dbt_vars, *options)


@pytest.fixture(scope="session")
def build() -> Build:
    """Give a function that lands, builds with every data test, and returns the built file.

    Unit tests say the same on every input; test_whole_project runs them.
    """
    return lambda extracts, warehouse, dbt_vars: land_and_build(
        extracts, warehouse, dbt_vars, "unit_test"
    )


@pytest.fixture(scope="session")
def build_models() -> Build:
    """Give the same function without data tests, for cases whose every number is looked at."""
    return lambda extracts, warehouse, dbt_vars: land_and_build(
        extracts, warehouse, dbt_vars, "unit_test", "test"
    )
