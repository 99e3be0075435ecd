"""From raw extracts of any vendor to the latest version of each thing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import duckdb

from tests.oracle.tickets import PortId
from tests.oracle.zendesk_reading import Raw


def port_id(vendor: str, cell: object) -> PortId | None:
    return None if cell is None else PortId(f"{vendor}:main:{cell}")


def tidy(value: object) -> object:
    """Trim; an empty cell is none."""
    return (value.strip() or None) if isinstance(value, str) else value


def parquet_rows(folder: Path) -> Iterator[Raw]:
    with duckdb.connect() as connection:
        found = connection.execute(
            "select * from read_parquet(?, union_by_name = true)", [str(folder / "*.parquet")]
        )
        names = [column[0] for column in found.description or []]
        for values in found.fetchall():
            yield dict(zip(names, map(tidy, values), strict=True))


def line_rows(folder: Path) -> Iterator[Raw]:
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield {name: tidy(value) for name, value in json.loads(line).items()}


def order_of(value: object) -> tuple[bool, float | str]:
    """Let what is missing come first."""
    if isinstance(value, datetime):
        return True, (value - datetime.min).total_seconds()
    if isinstance(value, int | float):
        return True, float(value)
    return (False, 0.0) if value is None else (True, str(value))


def latest(rows: Iterable[Raw], key: str, required: str, version: str) -> list[Raw]:
    """Keep the latest version of each key, of those with all that is required; ties by content."""
    keys, needed, versions = key.split(), required.split(), version.split()
    kept: dict[tuple[object, ...], tuple[list[object], Raw]] = {}
    for row in rows:
        if any(row.get(name) is None for name in needed):
            continue
        rank: list[object] = [order_of(row.get(name)) for name in versions]
        rank.append(repr(sorted(row.items())))
        of = tuple(row.get(name) for name in keys)
        if of not in kept or kept[of][0] < rank:
            kept[of] = rank, row
    return [row for _, row in kept.values()]
