"""What the readers of text extracts hand over: batches of good records, and the bad ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scripts.landing.names import MOST_COLUMNS, OWN_COLUMNS, folded
from scripts.landing.troubles import InputError

#: Rows and characters after which a batch is handed over: large enough that DuckDB's cost for a
#: statement does not count, small enough that memory does not grow with the file.
BATCH_ROWS = 20_000
BATCH_TEXT = 4 << 20

#: Characters of a bad record that are kept.
KEPT_TEXT = 1_000

OVER_LONG = "longer than 16 MB"


class Nested(str):
    """The text of an object or array inside a record."""

    __slots__ = ()


@dataclass(frozen=True)
class Rejected:
    """A record that cannot be landed: the line it begins in, why, and how it begins."""

    line_number: int
    reason: str
    text: str


@dataclass
class Batch:
    """Good records, and the bad ones met between them.

    `types` gives each column's DuckDB type, or None where every value is null. The values are
    either in `columns`, or in `lines` that need only be split at `delimiter` into the columns of
    `types`, which DuckDB does faster than Python. `ordinals` has, for each row, the place of its
    record in the file: from 1, bad ones counted.
    """

    types: dict[str, str | None]
    ordinals: Sequence[int]
    rejected: list[Rejected]
    columns: dict[str, Sequence[str | None]] = field(default_factory=dict)
    lines: Sequence[str] = ()
    delimiter: str = ""


def check_column_names(names: Sequence[str]) -> None:
    """Raise InputError if a table cannot have these columns, or landing adds one itself."""
    seen: dict[str, str] = {}
    for name in names:
        if folded(name) in OWN_COLUMNS:
            raise InputError(
                f"has a column {name}, a name that landing gives to a column of its own",
                "rename the column in the export",
            )
        if folded(name) in seen:
            raise InputError(
                f"has two columns of one name: {seen[folded(name)]!r} and {name!r}",
                "rename one of them in the export (A and a are the same letter here)",
            )
        seen[folded(name)] = name
    if len(seen) > MOST_COLUMNS:
        raise InputError(
            f"has more than {MOST_COLUMNS:,} columns",
            "deliver names that are data as values: one row for each",
        )
