"""What was measured: as a dictionary for JSON, and as tables."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from rich import box
from rich.table import Table

from scripts.measuring.runs import Measurement, Plan, Run

SLOWEST = 10


def ratio(amount: float, seconds: float) -> int | None:
    """Return so much per second, whole; none where the clock saw no time pass."""
    return round(amount / seconds) if seconds > 0 else None


def used(run: Run) -> dict[str, float]:
    """Say what a run used."""
    return {
        "cpu_seconds": round(run.usage.cpu_seconds, 2),
        "wall_seconds": round(run.usage.wall_seconds, 2),
        "peak_memory_mb": round(run.usage.peak_bytes / 1e6),
    }


def slowest(measurement: Measurement) -> Iterator[dict[str, Any]]:
    """Yield the models that took longest, with the same model's time on nothing."""
    seconds = measurement.full.model_seconds
    for name in sorted(seconds, key=lambda model: (-seconds[model], model))[:SLOWEST]:
        yield {
            "model": name,
            "seconds": round(seconds[name], 2),
            "seconds_on_nothing": round(measurement.empty.model_seconds.get(name, 0), 2),
            # a view has none of its own
            "rows": measurement.full.table_rows.get(name),
        }


def summary(plan: Plan, measurement: Measurement) -> dict[str, Any]:
    """Return everything that was measured; what counts is the full run less the empty one."""
    full, empty = used(measurement.full), used(measurement.empty)
    raw_rows = sum(measurement.raw_rows.values())
    cpu_seconds = round(full["cpu_seconds"] - empty["cpu_seconds"], 2)
    wall_seconds = round(full["wall_seconds"] - empty["wall_seconds"], 2)
    return {
        "as_of": plan.as_of,
        "amounts": plan.amounts if plan.extracts is None else None,
        "selected": list(plan.select) or None,
        "vendors": measurement.vendors,
        "raw_rows": raw_rows,
        "raw_rows_by_table": measurement.raw_rows,
        "counted": {
            "cpu_seconds": cpu_seconds,
            "wall_seconds": wall_seconds,
            "peak_memory_mb": full["peak_memory_mb"],
            "rows_per_cpu_second": ratio(raw_rows, cpu_seconds),
            "rows_per_second": ratio(raw_rows, wall_seconds),
        },
        "yardsticks_cpu_seconds": [round(one, 2) for one in measurement.yardsticks],
        "on_nothing": empty,
        "on_everything": full,
        "slowest_models": list(slowest(measurement)),
        "machine": {
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            **{name: version(name) for name in ("dbt-core", "dbt-duckdb", "duckdb")},
        },
    }


def spelled(value: float | None) -> str:
    """Spell a number with thousands apart; a dash for none."""
    return "-" if value is None else f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"


def tables(found: dict[str, Any]) -> Iterator[Table]:
    """Yield what was measured as two tables."""
    costs = Table(title=f"dbt run on {found['raw_rows']:,} raw rows", box=box.SIMPLE_HEAD)
    before, after = found["yardsticks_cpu_seconds"]
    costs.caption = (
        f"the yardstick took {before} CPU-seconds before and {after} after: hold runs of other "
        "days and machines against it"
    )
    costs.add_column("")
    for side in ("everything", "nothing", "counted"):
        costs.add_column(side, justify="right")
    for name in found["counted"]:
        sides = [found[key].get(name) for key in ("on_everything", "on_nothing", "counted")]
        costs.add_row(name.replace("_", " ").replace("mb", "MB"), *map(spelled, sides))
    yield costs
    models = Table(title=f"the {len(found['slowest_models'])} slowest models", box=box.SIMPLE_HEAD)
    models.add_column("model", no_wrap=True)
    for title in ("seconds", "on nothing", "rows"):
        models.add_column(title, justify="right")
    for one in found["slowest_models"]:
        models.add_row(one["model"], *map(spelled, list(one.values())[1:]))
    yield models
