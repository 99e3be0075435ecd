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


def dbt(warehouse: Path, dbt_vars: dict[str, object], *command: str, parsed: Path | None) -> None:
    """Run a dbt command, on a project parsed before if one is given."""
    start = ["-m", "tests.e2e.dbt_child", str(parsed)] if parsed else ["-m", "dbt.cli.main"]
    options = ["--target-path", str(warehouse / "target"), "--log-path", str(warehouse / "logs")]
    # nobody reads a log of a build in a temporary folder; what fails is printed
    options += ["--no-use-colors", "--log-level-file", "none", "--vars", json.dumps(dbt_vars)]
    run([sys.executable, *start, *command, *options], warehouse)


def dbt_build(
    warehouse: Path, dbt_vars: dict[str, object], *options: str, parsed: Path | None = None
) -> Path:
    """Build what was landed, with every data test, and return the path of the built file."""
    dbt(warehouse, dbt_vars, "build", *options, parsed=parsed)
    return warehouse / "build.duckdb"


class Builder:
    """Lands folders and builds the vendors in them, parsing the project once for each set."""

    #: What models read when they run; every other variable may decide what the project is.
    READ_LATE = frozenset({"as_of", "reporting_time_zone"})

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parsed: dict[str, Path] = {}

    def parsed(self, dbt_vars: dict[str, object]) -> Path:
        """Return the file of the project parsed with these variables, parsing if need be."""
        fixed = {name: value for name, value in dbt_vars.items() if name not in self.READ_LATE}
        key = json.dumps(fixed, sort_keys=True)
        if key not in self._parsed:
            folder = self._folder / str(len(self._parsed))
            folder.mkdir()
            dbt(folder, fixed, "parse", parsed=None)
            self._parsed[key] = folder / "target" / "partial_parse.msgpack"
        return self._parsed[key]

    def build(
        self, extracts: Path, warehouse: Path, dbt_vars: dict[str, object], *left_out: str
    ) -> Path:
        """Land a folder and build the vendors in it, without the named kinds of dbt tests."""
        land(extracts, warehouse)
        vendors = {"vendors": sorted(path.name for path in extracts.iterdir())}
        options = [word for kind in left_out for word in ("--exclude-resource-type", kind)]
        parsed = self.parsed(vendors | dbt_vars)
        return dbt_build(warehouse, vendors | dbt_vars, *options, parsed=parsed)


@pytest.fixture(scope="session")
def builder_of_all(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    return Builder(tmp_path_factory.mktemp("parsed"))


@pytest.fixture(scope="session")
def build(builder_of_all: Builder) -> Build:
    """Give a function that lands, builds with every data test, and returns the built file.

    Unit tests say the same on every input; test_whole_project runs them.
    """
    return lambda extracts, warehouse, dbt_vars: builder_of_all.build(
        extracts, warehouse, dbt_vars, "unit_test"
    )


@pytest.fixture(scope="session")
def build_models(builder_of_all: Builder) -> Build:
    """Give the same function without data tests, for cases whose every number is looked at."""
    return lambda extracts, warehouse, dbt_vars: builder_of_all.build(
        extracts, warehouse, dbt_vars, "unit_test", "test"
    )
