"""The command line of the scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from scripts.scorecard.months import (
    Line,
    Period,
    ScorecardError,
    as_of,
    busy_months,
    month_before,
    month_of,
    open_build,
    read_lines,
)
from scripts.scorecard.signals import DAYS, Signal, read_signals
from scripts.scorecard.spelling import change, counted, span, spelled, unit_of

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

WIDTH = 120
#: Wider than any table.
UNBOUNDED = 10_000
#: Behind a change that its interval tells from none.
MARK = "*"
NUMBERS = (
    *("month", "95 %", "before", "change", "median", "P90", "target", "benchmark"),
    *("judged", "pending"),
)


def cells(line: Line) -> Iterator[str]:
    """Yield what a line says in each column."""
    yield line.kpi_name
    yield line.variant_id
    if line.unavailable_reason is not None:
        yield from ("-" for _ in NUMBERS)
        return
    month = line.month
    unit = unit_of(line.unit, (line.median, month.value, month.previous, line.target))
    indicative = (line.benchmark_source or "").startswith("~")
    yield spelled(month.value, unit)
    yield span(month.low, month.high, unit)
    yield spelled(month.previous, unit)
    yield change(month.value, month.previous, unit) + (MARK if month.is_significant else "")
    yield spelled(line.median, unit)
    yield spelled(line.ninetieth, unit)
    yield spelled(line.target, unit)
    yield ("~" if indicative else "") + spelled(line.benchmark, unit)
    yield counted(month.judged)
    yield counted(month.pending)


def drawn(lines: Iterable[Line], period: Period, moment: datetime) -> Table:
    """Draw the lines as a table."""
    month = f"{period.starts_on:%B %Y}"
    table = Table(
        title=f"{month} against the month before, as of {moment:%Y-%m-%d %H:%M} UTC",
        box=box.SIMPLE_HEAD,
        padding=0,
        pad_edge=False,
        show_edge=False,
    )
    for name in ("KPI", "variant"):
        table.add_column(name, no_wrap=True)
    for name in NUMBERS:
        table.add_column(name, justify="right", no_wrap=True)
    for line in lines:
        table.add_row(*cells(line))
    return table


def notes(lines: list[Line]) -> Iterator[str]:
    """Yield what stands below the table: what is missing and why, and where benchmarks are from."""
    if any(line.month.is_significant for line in lines):
        yield f"{MARK} more than chance alone; of twenty changes by chance one is marked too"
    for line in lines:
        name = f"{line.kpi_name} ({line.variant_id})"
        if line.unavailable_reason is not None:
            yield f"{name}: not available, {line.unavailable_reason}"
            continue
        if line.month.is_mix:
            yield f"{name}: moved against each of its channels; their mix changed"
        if line.benchmark is not None and line.benchmark_source is not None:
            source = line.benchmark_source.lstrip("~")
            hint = "; ~ measured otherwise" if line.benchmark_source.startswith("~") else ""
            yield f"{name}: benchmark of {source}{hint}"


def emptiness(period: Period, busy: tuple[Period, Period] | None) -> Iterator[str]:
    """Yield why a month shows nothing, and which would show something."""
    if busy is None:
        yield "nothing happened in any month: land extracts, then run `make build`"
        return
    first, last = busy
    if not first.starts_on <= period.starts_on <= last.starts_on:
        yield (
            f"{period.starts_on:%B %Y} has no numbers: they run from {first.starts_on:%Y-%m}"
            f" to {last.starts_on:%Y-%m}, say --month {last.starts_on:%Y-%m}"
        )


def told(signal: Signal) -> str:
    """Say when a KPI was out of line, on how many it rests, and what would have been in line."""
    unit = unit_of(signal.unit, (signal.value, signal.upper))
    often = f", {signal.day_count} days of {DAYS}" if signal.day_count > 1 else ""
    in_line = span(signal.lower, signal.upper, unit)
    rests_on = f" ({counted(signal.judged)} judged)" if signal.judged is not None else ""
    return (
        f"{signal.kpi_name} ({signal.variant_id}): {spelled(signal.value, unit)} on"
        f" {signal.day:%Y-%m-%d}{rests_on}, expected {in_line}{often}"
    )


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
    console = Console(width=None if Console().is_terminal else WIDTH)
    try:
        with open_build(warehouse) as connection:
            moment = as_of(connection)
            period = month_of(month.date()) if month else month_before(moment.date())
            lines = read_lines(connection, period, every_variant=every_variant)
            signals = read_signals(connection, moment.date(), every_variant=every_variant)
            busy = busy_months(connection)
    except ScorecardError as error:
        Console(stderr=True).print(f"scorecard: {error}", style="red", soft_wrap=True)
        raise typer.Exit(1) from None
    table = drawn(lines, period, moment)
    # a figure that is cut is another figure: rather let the terminal break the lines
    unbounded = console.options.update(max_width=UNBOUNDED)
    console.width = max(console.width, console.measure(table, options=unbounded).maximum)
    console.print(table)
    for note in (*emptiness(period, busy), *notes(lines)):
        console.print(note, highlight=False)
    if signals:
        console.print(f"Out of line in the last {DAYS} days, for their weekday:")
    for signal in signals:
        console.print(told(signal), highlight=False)
