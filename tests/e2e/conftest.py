"""A whole run, as a user does it: land a folder of extracts, then build.

What `make test` takes is mostly dbt, so a new test of a build keeps to this:

- `build`, `build_models`, `dbt_build` or `dbt_run`, never a dbt of its own. They parse the project
  once for each set of variables that decides what it is (`sources`, ...): do not invent new sets.
- One build a module, of all its cases side by side, each with a team or a ticket of its own.
- Name the marts that are read: an empty model costs as much as a small one.
- Data tests (`build`) where extracts are hostile; numbers looked at one by one need `build_models`.
- A new module that takes more than half a minute is added to LONGEST_FIRST below.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, Protocol, cast

import duckdb
import pytest
import yaml

from tests.e2e.dbt_child import run_child

ROOT = Path(__file__).parents[2]
LOADED_AT = "2026-03-16T18:00:00"
VENDORS: list[str] = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]["vendors"]

#: Two workers take modules in this order, then the others: short ones last fill the gaps.
LONGEST_FIRST = (
    "test_oracle_vendors",
    "test_oracle_phone",
    "test_oracle_zendesk",
    "test_oracle_customers",
    "test_whole_project",
    "test_rebuild_is_identical",
    "test_customer_shapes",
    "test_oracle_clocks",
    "test_zendesk_api",
    "test_oracle_custom",
)


class Build(Protocol):
    """Land extracts, build, and return the built file: all of it, or some marts and their needs."""

    def __call__(
        self, extracts: Path, warehouse: Path, dbt_vars: dict[str, object], *marts: str
    ) -> Path: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


def run(command: list[str], warehouse: Path) -> str:
    """Run the command in the project and give what it prints; on failure fail with that."""
    environment = os.environ | {"FRONTLINE_WAREHOUSE": str(warehouse), "DO_NOT_TRACK": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        fail(command, done.stdout + done.stderr)
    return done.stdout


def fail(command: list[str], printed: str) -> NoReturn:
    """Fail with what a command said of its failure."""
    lines = printed.splitlines()
    start = next((n for n, line in enumerate(lines) if "rror" in line or "FAIL" in line), 0)
    pytest.fail("\n".join([" ".join(command), *lines[start : start + 60]]), pytrace=False)


def land(extracts: Path, warehouse: Path) -> None:
    """Land a folder of extracts into the warehouse folder."""
    command = [sys.executable, "scripts/land_extracts.py", str(extracts)]
    command += ["--warehouse", str(warehouse), "--key-file", "tests/pseudonym_key.txt"]
    run([*command, "--loaded-at", LOADED_AT], warehouse)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other workers waiting that want to do the same work in a folder."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Parses:
    """The project as dbt parsed it, once for each set of variables and all workers together.

    All vendors are parsed; the folders of those that a build has not are left out when it runs.
    """

    #: What models read when they run; every other variable may decide what the project is.
    READ_LATE = frozenset(
        {
            *("vendors", "as_of", "reporting_time_zone", "calendar_starts_on"),
            *("reporting_currency", "ces_2_scale_max"),
        }
    )

    folder: Path

    @classmethod
    def of(cls, dbt_vars: dict[str, object]) -> Path:
        """Return the folder of a parse with these variables, parsing if nobody has yet."""
        fixed = {name: value for name, value in dbt_vars.items() if name not in cls.READ_LATE}
        key = json.dumps(fixed, sort_keys=True)
        folder = cls.folder / hashlib.sha256(key.encode()).hexdigest()[:12]
        folder.mkdir(exist_ok=True)
        with alone_in(folder):
            if not (folder / "target" / "partial_parse.msgpack").exists():
                dbt_child(None, folder, fixed, "parse")
        return folder / "target"

    @classmethod
    def seeds_of(cls, dbt_vars: dict[str, object]) -> Path:
        """Return a built file with the seeds alone, loading them if nobody has yet."""
        folder = cls.of(dbt_vars).parent / "seeds"
        folder.mkdir(exist_ok=True)
        loaded = folder / "loaded.duckdb"
        with alone_in(folder):
            if not loaded.exists():
                duckdb.connect(str(folder / "raw.duckdb")).close()
                dbt(folder, dbt_vars, "seed")
                (folder / "build.duckdb").rename(loaded)
        return loaded


@pytest.fixture(scope="session", autouse=True)
def _parses_of_all_workers(tmp_path_factory: pytest.TempPathFactory) -> None:
    base = tmp_path_factory.getbasetemp()
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    Parses.folder = (base.parent if is_worker else base) / "parsed"
    Parses.folder.mkdir(exist_ok=True)


def dbt(warehouse: Path, dbt_vars: dict[str, object], *command: str) -> str:
    """Run a dbt command on the project as it was parsed before, and give what it prints."""
    parsed = Parses.of(dbt_vars) / "partial_parse.msgpack"
    # nobody reads what dbt would write about it; with so many models that takes seconds
    quick = ["--no-write-json"] if command[0] in ("build", "run", "seed", "test") else []
    absent = set(VENDORS).difference(cast(list[str], dbt_vars.get("vendors", VENDORS)))
    left_out = [f"path:models/staging/{vendor}" for vendor in sorted(absent)]
    exclude = ["--exclude", *left_out] if left_out else []
    return dbt_child(parsed, warehouse, dbt_vars, *command, *quick, *exclude)


def dbt_child(
    parsed: Path | None, warehouse: Path, dbt_vars: dict[str, object], *command: str
) -> str:
    options = ["--target-path", str(warehouse / "target"), "--log-path", str(warehouse / "logs")]
    # nobody reads a log of a build in a temporary folder; what fails is printed
    options += ["--no-use-colors", "--log-level-file", "none", "--vars", json.dumps(dbt_vars)]
    environment = {"FRONTLINE_WAREHOUSE": str(warehouse), "DO_NOT_TRACK": "1"}
    whole = [*command, *options]
    exit_code, printed = run_child(parsed, whole, environment, warehouse / "printed.txt")
    if exit_code != 0:
        fail(["dbt", *whole], printed)
    return printed


def dbt_build(warehouse: Path, dbt_vars: dict[str, object], *options: str) -> Path:
    """Build what was landed, with every dbt test, and return the path of the built file."""
    dbt(warehouse, dbt_vars, "build", *options)
    return warehouse / "build.duckdb"


def dbt_run(warehouse: Path, dbt_vars: dict[str, object], *options: str) -> Path:
    """Build the models of what was landed, without a test, and return the path of the built file.

    Seeds are the same for all: a warehouse that has none gets a copy of what was loaded once.
    """
    built = warehouse / "build.duckdb"
    if not built.exists():
        shutil.copy(Parses.seeds_of(dbt_vars), built)
    dbt(warehouse, dbt_vars, "run", *options)
    return built


def without(*kinds: str) -> list[str]:
    """Give the options that leave kinds of dbt tests out: test, unit_test."""
    return [word for kind in kinds for word in ("--exclude-resource-type", kind)]


def selected(*marts: str) -> list[str]:
    """Give the options that build these marts, all they need, and the tests of what is built."""
    needed = [f"+{mart}" for mart in marts]
    return ["--select", *needed, "--indirect-selection", "cautious"] if marts else []


def land_all(extracts: Path, warehouse: Path) -> dict[str, object]:
    """Land a folder and return the variable that says which vendors are in it."""
    land(extracts, warehouse)
    return {"vendors": sorted(path.name for path in extracts.iterdir())}


def land_and_build(
    extracts: Path, warehouse: Path, dbt_vars: dict[str, object], *options: str
) -> Path:
    """Land a folder and build the vendors in it, with every dbt test."""
    return dbt_build(warehouse, land_all(extracts, warehouse) | dbt_vars, *options)


@pytest.fixture(scope="session")
def build() -> Build:
    """Give a function that lands, builds with every data test, and returns the built file.

    Unit tests say the same on every input; test_whole_project runs them.
    """
    return lambda extracts, warehouse, dbt_vars, *marts: land_and_build(
        extracts, warehouse, dbt_vars, *selected(*marts), *without("unit_test")
    )


@pytest.fixture(scope="session")
def build_models() -> Build:
    """Give the same function without data tests, for cases whose every number is looked at."""
    return lambda extracts, warehouse, dbt_vars, *marts: dbt_run(
        warehouse, land_all(extracts, warehouse) | dbt_vars, *selected(*marts)
    )
