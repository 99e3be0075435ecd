"""Simulate a support organisation and write its raw extracts: python scripts/make_extracts.py OUT.

Tickets always; with --calls the phone too: Amazon Connect contact records, Zendesk Talk calls and
legs, and the agents' days as a workforce system exports them; with --customers who they are, what
they pay and what they say: Salesforce, Stripe, Qualtrics and satisfaction ratings. What is in which
file stands in scripts/extracts/.

The same arguments give the same bytes, whatever the day. Nothing in the files is about a real
person: names are numbers, e-mail addresses end in mail.example (customers) or example.com, phone
numbers are reserved for fiction.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.extracts.customers.base import SHAPES as CUSTOMER_SHAPES
from scripts.extracts.files import FORMATS, Written
from scripts.extracts.making import SHAPES, VENDORS, Request, WrongInput, make

UNTIL = datetime(2026, 9, 30)


app = typer.Typer(add_completion=False)


@app.command()
def run(
    out_dir: Annotated[Path, typer.Argument(help="Folder to write <vendor>/<table>/<day> into.")],
    tickets: Annotated[int, typer.Option(help="How many tickets; at least 50.")] = 20_000,
    days: Annotated[int, typer.Option(help="Length of the period in days; at least 7.")] = 365,
    seed: Annotated[int, typer.Option(help="Another seed, another organisation.")] = 1,
    until: Annotated[
        datetime,
        typer.Option(
            formats=["%Y-%m-%d"], show_default=f"{UNTIL:%Y-%m-%d}", help="Last day simulated, UTC."
        ),
    ] = UNTIL,
    vendors: Annotated[
        str, typer.Option(help=f"Comma-separated; known: {', '.join(VENDORS)}.")
    ] = "zendesk",
    calls: Annotated[
        int,
        typer.Option(
            help="About how many calls, chats and tasks to write as well, for Amazon Connect "
            "and Zendesk Talk, with the agents' days as custom files."
        ),
    ] = 0,
    customers: Annotated[
        bool,
        typer.Option(
            "--customers",
            help="Write the customers' side as well: CRM (Salesforce), billing (Stripe), surveys "
            "(Qualtrics) and the helpdesk's satisfaction ratings.",
        ),
    ] = False,
    file_format: Annotated[
        str, typer.Option("--format", help=f"Of flat tables; one of {', '.join(FORMATS)}.")
    ] = "parquet",
    zendesk_shape: Annotated[
        str,
        typer.Option(help="fivetran: flat tables. api: the vendor's own objects, as JSON lines."),
    ] = SHAPES[0],
    salesforce_shape: Annotated[
        str,
        typer.Option(help="fivetran: flat tables. export: the CRM's own data export, as CSV."),
    ] = CUSTOMER_SHAPES[0],
    qualtrics_shape: Annotated[
        str,
        typer.Option(help="fivetran: flat tables. export: CSV with three header rows."),
    ] = CUSTOMER_SHAPES[0],
    effects: Annotated[
        bool,
        typer.Option(
            help="Broken promises and repeated contacts drive customers away, waiting annoys, and "
            "the annoyed answer more often; without, nothing of it."
        ),
    ] = True,
    subscribers: Annotated[
        int,
        typer.Option(
            help="How many more customers who never ask, as custom files: to measure what "
            "following them costs."
        ),
    ] = 0,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Delete first what lies in the tables it writes."),
    ] = False,
) -> None:
    """Simulate a support organisation and write its raw extracts, the same bytes every time."""
    names = tuple(dict.fromkeys(name.strip() for name in vendors.split(",") if name.strip()))
    request = Request(
        out_dir,
        tickets,
        days,
        seed,
        until.date(),
        names,
        file_format,
        replace,
        zendesk_shape,
        calls,
        customers,
        salesforce_shape,
        qualtrics_shape,
        effects,
        subscribers,
    )
    errors = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
    )
    try:
        with bar:
            task = bar.add_task("tickets", total=tickets)
            written = make(
                request, lambda n, doing: bar.update(task, completed=n, description=doing)
            )
    except (WrongInput, OSError) as error:
        errors.print(f"make_extracts: {error}", style="red", markup=False, highlight=False)
        raise typer.Exit(1) from error
    show(request, written)


def show(request: Request, written: list[Written]) -> None:
    """Print files, rows and size of every table, and the moment the extracts speak of."""
    files: dict[str, list[Written]] = defaultdict(list)
    for item in written:
        name = f"{item.path.relative_to(request.folder).parts[0]}.{item.table}"
        files[name].append(item)
    table = Table("table", "files", "rows", "kB", title=f"extracts in {request.folder}")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, items in [*files.items(), ("all", written)]:
        rows, size = sum(item.rows for item in items), sum(item.size for item in items)
        table.add_row(name, str(len(items)), f"{rows:,}", f"{size / 1000:,.0f}")
    end = datetime.fromtimestamp(request.end_at, UTC)
    console = Console()
    console.print(table)
    console.print(f"complete up to {end:%Y-%m-%d %H:%M:%S} UTC", highlight=False)


if __name__ == "__main__":
    app()
