"""Parquet, which DuckDB reads by itself: its columns are checked, its rows keep their types."""

from __future__ import annotations

from pathlib import Path

import duckdb

from scripts.landing.names import folded, is_column_name, quoted
from scripts.landing.raw_table import Incoming
from scripts.landing.records import check_column_names
from scripts.landing.troubles import InputError

_MAGIC = b"PAR1"

#: Hive folders say nothing that `_extract_file` does not, and would add columns.
RELATION = "read_parquet(?, hive_partitioning = false)"


class ParquetFile:
    """One Parquet extract: where SQL finds it, its columns, and how its rows are numbered.

    Raises InputError if the file is cut off or no Parquet, or has columns no table can have.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        _check_ends(path)
        self.parameter = without_wildcards(str(path))
        names = _top_level_names(connection, self.parameter)
        check_column_names(names)
        if not all(map(is_column_name, names)):
            raise InputError("has a column whose name no table can have", "rename it")
        described = connection.execute(
            f"describe select * from {RELATION}",  # noqa: S608
            [self.parameter],
        ).fetchall()
        self.columns = [
            Incoming(name, quoted(name), None if type_ == '"NULL"' else type_)
            for name, type_, *_ in described
        ]
        # DuckDB knows each row's place in the file, unless a column of that name hides it; then
        # counting in order of reading gives the same number on one thread.
        is_hidden = "file_row_number" in map(folded, names)
        self.row_number = "row_number() over ()" if is_hidden else "file_row_number + 1"


def without_wildcards(path: str) -> str:
    """Return the pattern that matches this path only: DuckDB reads every path as a pattern."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in path)


def _check_ends(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(4)
        if not start:
            raise InputError("is empty", "fetch it again, or take it out of the folder")
        if start != _MAGIC:
            raise InputError("is no Parquet file", "give it the name of what it is")
        file.seek(-4, 2)
        if file.read(4) != _MAGIC:
            raise InputError("is cut off: its Parquet footer is missing", "fetch it again")


def _top_level_names(connection: duckdb.DuckDBPyConnection, parameter: str) -> list[str]:
    """Return the columns as the file names them; `describe` renames those that occur twice."""
    elements = connection.execute(
        "select name, coalesce(num_children, 0) from parquet_schema(?)", [parameter]
    ).fetchall()
    names = []
    to_skip = 0
    for name, children in elements[1:]:
        if to_skip == 0:
            names.append(str(name))
        else:
            to_skip -= 1
        to_skip += children
    return names
