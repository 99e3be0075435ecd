"""The command line of the scorecard."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from scripts.scorecard.months import (
    Line,
    Period,
    ScorecardError,
    as_of,
    month_before,
    month_of,
    open_build,
    read_lines,
)

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def spelled(value: float | None) -> str:
    """Spell a number for people: no digits that mean nothing, a dash for none."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if value == int(value) and abs(value) >= 100 else f"{value:,.1f}"


def drawn(lines: list[Line], period: Period, moment: datetime) -> Table:
    """Draw the lines as a table."""
    month = f"{period.starts_on:%B %Y}"
    table = Table(title=f"{month} against the month before, as of {moment:%Y-%m-%d %H:%M} UTC")
    for name in ("KPI", "variant", "unit"):
        table.add_column(name)
    for name in ("month", "before", "change", "judged", "pending"):
        table.add_column(name, justify="right")
    for line in lines:
        if line.unavailable_reason is not None:
            table.add_row(line.kpi_name, line.variant_id, line.unit, line.unavailable_reason)
            continue
        change = None
        if line.value is not None and line.previous is not None:
            change = line.value - line.previous
        table.add_row(
            line.kpi_name,
            line.variant_id,
            line.unit,
            spelled(line.value),
            spelled(line.previous),
            spelled(change) if change is None or change < 0 else f"+{spelled(change)}",
            "-" if line.judged is None else f"{line.judged:,.0f}",
            f"{line.pending:,}",
        )
    return table


@app.command()
def show(
    warehouse: Annotated[
        Path, typer.Option(envvar="FRONTLINE_WAREHOUSE", help="Folder of build.duckdb.")
    ] = Path("warehouse"),
    month: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m"], help="Month to show; default: the last full one."),
    ] = None,
    every_variant: Annotated[
        bool, typer.Option("--every-variant", help="Show all variants, not only the defaults.")
    ] = False,
) -> None:
    """Print the scorecard of the last build: a full month against the month before."""
    console = Console(width=None if Console().is_terminal else 110)
    try:
        with open_build(warehouse) as connection:
            moment = as_of(connection)
            period = month_of(month.date()) if month else month_before(moment.date())
            lines = read_lines(connection, period, every_variant=every_variant)
    except ScorecardError as error:
        Console(stderr=True).print(f"scorecard: {error}", style="red", soft_wrap=True)
        raise typer.Exit(1) from None
    console.print(drawn(lines, period, moment))
