"""The command line of the measurement."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from scripts.measuring.process import BenchError
from scripts.measuring.report import summary, tables
from scripts.measuring.runs import Plan, measure

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

WIDTH = 120

#: The moment up to which simulated extracts are complete.
AS_OF = datetime(2026, 10, 1)


def write(found: dict[str, Any], path: Path) -> None:
    """Write what was found as JSON, the folder too if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, indent=2) + "\n")


@app.command()
def bench(
    tickets: Annotated[int, typer.Option(min=50, help="How many tickets to simulate.")] = 100_000,
    calls: Annotated[
        int, typer.Option(min=0, help="About how many calls to simulate as well.")
    ] = 0,
    subscribers: Annotated[
        int, typer.Option(min=0, help="How many more customers, who never ask, to simulate.")
    ] = 0,
    extracts: Annotated[
        Path | None, typer.Option(help="Folder of extracts to build instead of simulated ones.")
    ] = None,
    select: Annotated[
        str,
        typer.Option(help="What to run, as dbt selects it, say '+fct_churn_daily'; all models."),
    ] = "",
    as_of: Annotated[
        datetime, typer.Option(help="Moment the numbers speak of, UTC.", show_default=str(AS_OF))
    ] = AS_OF,
    warehouse: Annotated[
        Path,
        typer.Option(
            envvar="FRONTLINE_WAREHOUSE",
            help="Folder in which a scratch folder is made and bench.json is written.",
        ),
    ] = Path("warehouse"),
    json_path: Annotated[
        Path | None, typer.Option("--json", help="Where to write the figures instead.")
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the scratch folder: extracts, files, logs.")
    ] = False,
) -> None:
    """Measure `dbt run` on simulated extracts, less the same run on empty ones.

    Everything happens in a scratch folder; the warehouse's own files are not touched.
    """
    console = Console(width=None if Console().is_terminal else WIDTH)
    errors = Console(stderr=True)
    amounts = {"tickets": tickets, "calls": calls, "subscribers": subscribers}
    plan = Plan(amounts, extracts, f"{as_of:%Y-%m-%d %H:%M:%S}", tuple(select.split()))
    try:
        warehouse.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix="bench_", dir=warehouse)).resolve()
        try:
            with errors.status("starting") as status:
                found = summary(plan, measure(plan, scratch, status.update))
        finally:
            if not keep:
                shutil.rmtree(scratch, ignore_errors=True)
        path = json_path or warehouse / "bench.json"
        write(found, path)
    except (BenchError, OSError) as error:
        errors.print(f"bench: {error}", style="red", markup=False, highlight=False)
        raise typer.Exit(1) from None
    for table in tables(found):
        console.print(table)
    console.print(f"figures in {path}" + (f", files in {scratch}" if keep else ""), highlight=False)
