"""Extract files of objects: one JSON object a line, written while the simulation runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from json.encoder import encode_basestring_ascii
from pathlib import Path

from scripts.extracts.delivery import moment
from scripts.extracts.files import Row, Written

FLUSH_AT = 2_000  # lines


def text(value: str | None) -> str:
    """Write a text, or null, as JSON."""
    return "null" if value is None else encode_basestring_ascii(value)


def flag(value: bool) -> str:
    """Write a truth value as JSON."""
    return "true" if value else "false"


def number(value: int | None) -> str:
    """Write a whole number, or null, as JSON."""
    return "null" if value is None else str(value)


def instant(at: int | None) -> str:
    """Write an epoch second, or null, as JSON: ISO 8601 in UTC, with a Z."""
    written = moment(at)
    return "null" if written is None else f'"{written[:10]}T{written[11:]}Z"'


class LineSpool:
    """Objects on their way to `<folder>/<table>/<part>.jsonl`.

    A row is an object without its closing brace, and the time of its sync, which is put into it
    as `stamp`.
    """

    def __init__(self, folder: Path, stamp: str) -> None:
        self._folder = folder
        self._stamp = f',"{stamp}":"'
        self._waiting: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._counts: defaultdict[tuple[str, str], int] = defaultdict(int)

    def add(self, table: str, part: str, row: Row) -> None:
        """Append an object to a part of a table."""
        lines = self._waiting[table, part]
        synced = str(row[1])
        lines.append(f'{row[0]}{self._stamp}{synced[:10]}T{synced[11:]}Z"}}\n')
        if len(lines) >= FLUSH_AT:
            self._flush(table, part)

    def finish(self, tell: Callable[[str], None]) -> list[Written]:
        """Write what is left; the files, in order of name."""
        for table, part in list(self._waiting):
            self._flush(table, part)
        tell("objects")
        return [
            Written(table, path, lines, path.stat().st_size)
            for (table, part), lines in sorted(self._counts.items())
            for path in [self._path(table, part)]
        ]

    def _path(self, table: str, part: str) -> Path:
        return self._folder / table / f"{part}.jsonl"

    def _flush(self, table: str, part: str) -> None:
        lines = self._waiting.pop((table, part))
        path = self._path(table, part)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="ascii", newline="") as file:
            file.writelines(lines)
        self._counts[table, part] += len(lines)
