"""What a run tells the person who started it: progress, a summary, the bad lines, the errors."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from scripts.landing.extracts import Extract
from scripts.landing.landing import SHOWN_REJECTED, Landed, Outcome
from scripts.landing.phone_numbers import PhoneCount
from scripts.landing.troubles import InputError, printable

#: Columns of text where nobody is watching: logs and CI.
PLAIN_WIDTH = 100


@contextmanager
def progress_of(total: int) -> Iterator[Callable[[Extract], Callable[[int], None]]]:
    """Show on a terminal how much of `total` bytes is landed; elsewhere show nothing."""
    with _bar(DownloadColumn()) as progress:
        task = progress.add_task("landing", total=total)
        done = 0

        def begin(extract: Extract) -> Callable[[int], None]:
            nonlocal done
            before, done = done, done + extract.byte_count
            return lambda read: progress.update(task, completed=before + read)

        yield begin


@contextmanager
def counting(total: int) -> Iterator[Callable[[int], None]]:
    """Show on a terminal how many of `total` phone numbers are done; elsewhere show nothing."""
    with _bar(MofNCompleteColumn()) as progress:
        task = progress.add_task("phone numbers", total=total)
        yield lambda done: progress.update(task, completed=done)


def show_phones(count: PhoneCount) -> None:
    """Print how many texts were new phone numbers, and never which."""
    if count.texts:
        _console(stderr=False).print(
            f"phone numbers: {count.texts:,} new, {count.numbers:,} of them numbers that somebody"
            " can have",
            soft_wrap=True,
        )


def show(outcome: Outcome) -> None:
    """Print the summary and the bad lines on standard output, the errors on standard error."""
    console = _console(stderr=False)
    if outcome.landed:
        console.print(_summary(outcome.landed))
    for line in (*_known(outcome.landed), *_rejected(outcome.landed)):
        console.print(line, soft_wrap=True)
    show_phones(outcome.phones)
    if outcome.key_was_made:
        console.print(
            "A new pseudonym key was made and is kept in raw.duckdb. Every hashed identity depends"
            " on it: keep that file safe, for without it no known person is recognised again."
        )
    console.file.flush()
    for error in outcome.errors:
        show_error(error)


def show_error(error: InputError) -> None:
    """Print one error on standard error: where, what, and what to do."""
    console = _console(stderr=True)
    where = printable(error.where)
    # A path is never broken over two lines: it will be searched for, and copied.
    what = [where, *_folded(printable(error.problem), console.width)]
    if len(f"error: {where} {error.problem}") <= console.width:
        what = [f"{where} {printable(error.problem)}".strip()]
    remedy = _folded(f"remedy: {printable(error.remedy)}", console.width)
    text = Text("error: ", style="bold red")
    text.append("\n".join(filter(None, [*what, *remedy])), style="not bold default")
    console.print(text, soft_wrap=True)


def _bar(amount: ProgressColumn) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        amount,
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )


def _folded(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = PLAIN_WIDTH
    return console


def _summary(landed: list[Landed]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("table", overflow="fold")
    for title in ("files", "rows landed", "lines rejected", "already known"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("note", overflow="fold")
    groups: dict[tuple[str, str], list[Landed]] = {}
    for it in landed:
        groups.setdefault((it.extract.vendor, it.extract.table), []).append(it)
    for (vendor, name), files in sorted(groups.items()):
        table.add_row(
            Text(printable(f"{vendor}.{name}")),
            f"{len(files):,}",
            f"{sum(it.rows for it in files):,}",
            f"{sum(it.rejected for it in files):,}",
            f"{sum(it.known_as is not None for it in files):,}",
            "" if files[0].extract.has_model else "no model reads it",
        )
    return table


def _known(landed: list[Landed]) -> Iterator[Text]:
    """Name the files whose content came before under another name: somebody copied them."""
    for it in landed:
        if it.known_as not in (None, it.extract.file):
            yield Text(
                f"{printable(it.extract.file)} has the content of"
                f" {printable(str(it.known_as))}: already known, not landed again."
            )


def _rejected(landed: list[Landed]) -> Iterator[Text]:
    lines = [(it.extract.file, *shown) for it in landed for shown in it.shown]
    for file, number, reason in lines[:SHOWN_REJECTED]:
        yield Text(f"rejected: {printable(file)} line {number}: {reason}")
    total = sum(it.rejected for it in landed)
    if total > SHOWN_REJECTED:
        yield Text(f"rejected: {total:,} lines in all; see raw.landing.rejected_lines")
