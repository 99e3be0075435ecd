"""The same `dbt run` on empty extracts and on full ones, each in a warehouse of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from scripts.measuring.process import BenchError, Usage, measured

ROOT = Path(__file__).resolve().parents[2]

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure: how much of each thing to simulate, or extracts that exist already.

    Nothing selected means all models.
    """

    amounts: dict[str, int]
    extracts: Path | None
    as_of: str
    select: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One `dbt run`: what it used, each model's seconds, and the rows of the tables it built."""

    usage: Usage
    model_seconds: dict[str, float]
    table_rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class Measurement:
    """Both runs, the raw rows that the full one read, and the yardstick before and after."""

    vendors: list[str]
    raw_rows: dict[str, int]
    empty: Run
    full: Run
    yardsticks: tuple[float, float]


def make_extracts(plan: Plan, scratch: Path) -> Path:
    """Return the folder of extracts, simulated first unless it was given."""
    if plan.extracts is not None:
        return plan.extracts.resolve()
    folder = scratch / "extracts"
    command = [sys.executable, "scripts/make_extracts.py", str(folder)]
    command += [word for name, n in plan.amounts.items() for word in (f"--{name}", str(n))]
    measured(command, ROOT, scratch, scratch / "make_extracts.log")
    return folder


def vendors_of(extracts: Path) -> list[str]:
    """Return the vendors in a folder of extracts: one folder each."""
    if not extracts.is_dir():
        raise BenchError(f"{extracts} is no folder; give one of extracts, or leave --extracts out")
    if not (found := sorted(path.name for path in extracts.iterdir() if path.is_dir())):
        raise BenchError(f"{extracts} holds no vendor's folder; see scripts/make_extracts.py")
    return found


def land(warehouse: Path, *arguments: str) -> None:
    """Land something into a warehouse folder."""
    warehouse.mkdir()
    command = [sys.executable, "scripts/land_extracts.py", *arguments]
    command += ["--warehouse", str(warehouse)]
    measured(command, ROOT, warehouse, warehouse / "land.log")


def dbt(warehouse: Path, verb: str, dbt_vars: str, *select: str) -> Usage:
    """Run a dbt command on a warehouse folder, its artefacts beside the files."""
    command = [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", verb, "--vars", dbt_vars]
    command += ["--target-path", str(warehouse / "target"), "--log-path", str(warehouse / "logs")]
    command += ["--select", *select] if select else []
    return measured(command, ROOT, warehouse, warehouse / f"dbt_{verb}.log")


def run_models(warehouse: Path, dbt_vars: str, select: tuple[str, ...] = ()) -> Run:
    """Seed, which is not counted and leaves a parsed project behind, then run and count."""
    dbt(warehouse, "seed", dbt_vars)
    usage = dbt(warehouse, "run", dbt_vars, *select)
    results = json.loads((warehouse / "target" / "run_results.json").read_text())["results"]
    if not results:
        raise BenchError(
            f"no model is selected by {' '.join(select)!r}; dbt ls --select shows what is"
        )
    seconds = {one["unique_id"].rpartition(".")[2]: one["execution_time"] for one in results}
    with duckdb.connect(str(warehouse / "build.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select table_name, estimated_size from duckdb_tables()"
        ).fetchall()
    return Run(usage, seconds, dict(rows))


def landed_rows(warehouse: Path) -> dict[str, int]:
    """Return how many rows each raw table holds."""
    with duckdb.connect(str(warehouse / "raw.duckdb"), read_only=True) as connection:
        rows = connection.execute("""
            select vendor_name || '.' || table_name, cast(sum(row_count) as bigint)
            from landing.files
            group by 1
            order by 1
        """).fetchall()
    return dict(rows)


def yardstick(scratch: Path) -> float:
    """Return the CPU-seconds of work that is always the same."""
    command = [sys.executable, "-m", "scripts.measuring.yardstick"]
    return measured(command, ROOT, scratch, scratch / "yardstick.log").cpu_seconds


def measure(plan: Plan, scratch: Path, tell: Tell) -> Measurement:
    """Make extracts, then build nothing and everything, one after the other."""
    tell("making extracts")
    extracts = make_extracts(plan, scratch)
    vendors = vendors_of(extracts)
    dbt_vars = json.dumps({"vendors": vendors, "as_of": plan.as_of})
    tell("landing")
    land(scratch / "empty", "--create-only")
    land(scratch / "full", str(extracts), "--key-file", "tests/pseudonym_key.txt")
    tell("building nothing")
    before = yardstick(scratch)
    empty = run_models(scratch / "empty", dbt_vars, plan.select)
    tell("building everything")
    full = run_models(scratch / "full", dbt_vars, plan.select)
    yardsticks = (before, yardstick(scratch))
    return Measurement(vendors, landed_rows(scratch / "full"), empty, full, yardsticks)
