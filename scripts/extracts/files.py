"""Extract files: rows are spooled as CSV while the simulation runs, then put into their format."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

Cell = str | int | bool | None
Row = tuple[Cell, ...]
Columns = dict[str, str]  # name: DuckDB type

FLUSH_AT = 4_000  # rows
FORMATS = {
    "parquet": "format parquet, compression zstd",
    "csv.gz": "format csv, header true, compression gzip",
    "jsonl": "format json",
}


@dataclass(slots=True, frozen=True)
class Written:
    """One finished file: its table, its path, its rows, its bytes."""

    table: str
    path: Path
    rows: int
    size: int


class Spool:
    """Rows on their way to `<folder>/<table>/<part>.<format>`; memory holds a few thousand."""

    def __init__(self, folder: Path, tables: dict[str, Columns]) -> None:
        self._folder = folder
        self._tables = tables
        self._waiting: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        self._counts: dict[tuple[str, str], int] = {}

    def add(self, table: str, part: str, row: Row) -> None:
        """Append a row to a part of a table."""
        rows = self._waiting[table, part]
        rows.append(row)
        if len(rows) >= FLUSH_AT:
            self._flush(table, part)

    def finish(self, file_format: str, tell: Callable[[str], None]) -> list[Written]:
        """Write what is left and turn every file into its format; the files, in order of name."""
        for table, part in list(self._waiting):
            self._flush(table, part)
        written = []
        with duckdb.connect(config={"threads": 1}) as connection:
            for (table, part), rows in sorted(self._counts.items()):
                tell(f"{table} {part}")
                path = self._convert(connection, table, self._spooled(table, part), file_format)
                written.append(Written(table, path, rows, path.stat().st_size))
        return written

    def _spooled(self, table: str, part: str) -> Path:
        return self._folder / table / f"{part}.spool"

    def _flush(self, table: str, part: str) -> None:
        rows = self._waiting.pop((table, part))
        path = self._spooled(table, part)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            if (table, part) not in self._counts:
                writer.writerow(self._tables[table])
            writer.writerows(rows)
        self._counts[table, part] = self._counts.get((table, part), 0) + len(rows)

    def _convert(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: str,
        spooled: Path,
        file_format: str,
    ) -> Path:
        path = spooled.with_suffix(f".{file_format}")
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in self._tables[table].items())
        # names and types are our own, paths are quoted
        spool = (
            f"read_csv({_quoted(spooled)}, columns = {{{columns}}}, auto_detect = false, "
            "header = true, delim = ',', quote = '\"', escape = '\"', parallel = false)"
        )
        connection.execute(f"copy (from {spool}) to {_quoted(path)} ({FORMATS[file_format]})")
        spooled.unlink()
        return path


def _quoted(path: Path) -> str:
    """Return a path as an SQL literal; a quote in a path is legal."""
    return "'" + str(path).replace("'", "''") + "'"
