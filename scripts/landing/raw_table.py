"""One table of raw.duckdb: it takes what comes, gains columns, and widens where types disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import numpy as np

from scripts.landing.names import MOST_COLUMNS, OWN_COLUMNS, folded, quoted
from scripts.landing.records import Batch
from scripts.landing.troubles import InputError

TEXT = "VARCHAR"

_NESTED_BEGINNINGS = ("STRUCT", "MAP", "UNION")


@dataclass(frozen=True)
class Incoming:
    """A column about to be landed: its name, where SQL finds it, its type if it has values."""

    name: str
    source: str
    type: str | None


class RawTable:
    """A table of raw.duckdb, inside the caller's transaction.

    Columns keep the type they arrived in. Where two deliveries disagree the column becomes text,
    nested values as JSON text; a column without a value yet takes the type of its first one, for
    a key that was null in the first deliveries says nothing about its type.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> None:
        self._connection = connection
        self._schema = schema
        self._name = name
        self._sql_name = f"{quoted(schema)}.{quoted(name)}"
        self._columns = self._read_columns()

    def append_batch(self, batch: Batch, extract_file: str, loaded_at: datetime) -> None:
        """Land one batch of text records."""
        incoming = [
            Incoming(name, f"nullif(cells[{place}], '')" if batch.lines else f"c{place}", type_)
            for place, (name, type_) in enumerate(batch.types.items(), start=1)
        ]
        targets = self.make_room(incoming)
        if not batch.ordinals:
            return
        cells: dict[str, Any] = {"n": np.array(batch.ordinals, dtype=np.int64)}
        if batch.lines:
            cells["line"] = as_objects(batch.lines)
            relation = "(select string_split(line, ?) as cells, n from incoming_batch)"
            parameters = [batch.delimiter]
        else:
            for place, values in enumerate(batch.columns.values(), start=1):
                cells[f"c{place}"] = as_objects(values)
            relation, parameters = "incoming_batch", []
        self._connection.register("incoming_batch", cells)
        self.append(incoming, targets, relation, "n", extract_file, loaded_at, parameters)
        self._connection.unregister("incoming_batch")
        # The connection holds on to the dictionary until the transaction ends.
        cells.clear()

    def append(
        self,
        incoming: Sequence[Incoming],
        targets: Sequence[tuple[str, str]],
        relation: str,
        row_number: str,
        extract_file: str,
        loaded_at: datetime,
        parameters: Sequence[str] = (),
    ) -> int:
        """Insert the rows of an SQL relation; return their number.

        `targets` is what `make_room` returned for `incoming`; `parameters` are the relation's.
        """
        names = ", ".join([*map(quoted, OWN_COLUMNS), *(quoted(name) for name, _ in targets)])
        values = ", ".join(
            [
                "?",
                f"cast({row_number} as bigint)",
                "?",
                *(
                    _converted(column, type_)
                    for column, (_, type_) in zip(incoming, targets, strict=True)
                ),
            ]
        )
        # Identifiers are quoted, and every value is bound.
        statement = f"insert into {self._sql_name} ({names}) select {values} from {relation}"  # noqa: S608
        count = self._connection.execute(
            statement, [extract_file, loaded_at, *parameters]
        ).fetchall()
        return int(count[0][0])

    def make_room(self, incoming: Sequence[Incoming]) -> list[tuple[str, str]]:
        """Create the table, add columns and widen types as needed; return each target.

        A target is a column's name and type in the table. Raises InputError for too many columns.
        """
        if not self._columns:
            self._create()
        return [self._target(column) for column in incoming]

    def _target(self, column: Incoming) -> tuple[str, str]:
        known = self._columns.get(folded(column.name))
        if known is None:
            if len(self._columns) - len(OWN_COLUMNS) >= MOST_COLUMNS:
                raise InputError(
                    f"would give its table more than {MOST_COLUMNS:,} columns",
                    "deliver names that are data as values: one row for each",
                )
            known = (column.name, column.type or TEXT)
            self._alter(f"add column {quoted(column.name)} {known[1]}")
        elif column.type not in (None, known[1]):
            name, type_ = known
            is_empty = self._is_without_values(name)
            wanted = str(column.type) if is_empty else TEXT
            if wanted != type_:
                present = Incoming(name, quoted(name), None if is_empty else type_)
                change = f"type {wanted} using {_converted(present, wanted)}"
                self._alter(f"alter column {quoted(name)} {change}")
            known = (name, wanted)
        self._columns[folded(column.name)] = known
        return known

    def _is_without_values(self, name: str) -> bool:
        statement = f"select 1 from {self._sql_name} where {quoted(name)} is not null limit 1"  # noqa: S608
        return not self._connection.execute(statement).fetchall()

    def _alter(self, change: str) -> None:
        self._connection.execute(f"alter table {self._sql_name} {change}")

    def _create(self) -> None:
        self._connection.execute(f"create schema if not exists {quoted(self._schema)}")
        self._connection.execute(
            f"create table {self._sql_name}"
            " (_extract_file varchar, _extract_row bigint, _loaded_at timestamp)"
        )
        self._columns = self._read_columns()

    def _read_columns(self) -> dict[str, tuple[str, str]]:
        rows = self._connection.execute(
            "select schema_name, table_name, column_name, data_type from duckdb_columns()"
            " where database_name = current_database() order by column_index"
        ).fetchall()
        here = (folded(self._schema), folded(self._name))
        return {
            folded(column): (column, type_)
            for schema, table, column, type_ in rows
            if (folded(schema), folded(table)) == here
        }


def as_objects(values: Sequence[str | None]) -> Any:
    """Return the values as a numpy array of objects, which DuckDB reads fastest."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _converted(column: Incoming, wanted: str) -> str:
    """Return the SQL that gives a column's values in the type of its target."""
    if column.type == wanted:
        # JSON comes from our own readers as text, and from Parquet as JSON.
        return f"cast({column.source} as json)" if wanted == "JSON" else column.source
    if column.type is None:
        return f"cast(null as {wanted})"
    if column.type.startswith(_NESTED_BEGINNINGS) or column.type.endswith("]"):
        return f"cast(to_json({column.source}) as varchar)"
    return f"cast({column.source} as {wanted})"
