"""Raw tables written straight away, for builds that need no landing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb


def write_raw(path: Path, tables: dict[str, tuple[str, Iterable[tuple[object, ...]]]]) -> None:
    """Raw tables as landing leaves them: everything is text."""
    with duckdb.connect(str(path)) as raw:
        raw.execute("create schema custom; create schema landing; create schema secrets")
        raw.execute("create table secrets.pseudonym_key as select 'key' as pseudonym_key")
        for name, (columns, rows) in tables.items():
            names = [*columns.split(), "_extract_file", "_extract_row", "_loaded_at"]
            texts = [[text(value) for value in row] for row in rows]
            cells = [[*row, "f.csv", str(n), "2026-01-01"] for n, row in enumerate(texts)]
            raw.execute(f"create table custom.{name} ({', '.join(f'{n} varchar' for n in names)})")
            insert(raw, f"custom.{name}", cells)


def text(value: object) -> str | None:
    return None if value is None else value.isoformat() if isinstance(value, date) else str(value)


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Any]) -> None:
    """All rows at once: executemany takes a second per thousand."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    unnested = ", ".join(f"unnest(${n + 1})" for n in range(len(columns)))
    connection.execute(f"insert into {table} select {unnested}", columns)
