"""Land every extract of a folder: one transaction a file, whatever becomes of the others."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import duckdb

from scripts.landing.csv_records import CsvReader
from scripts.landing.extracts import Extract, Extracts
from scripts.landing.json_records import JsonReader
from scripts.landing.parquet_file import RELATION, ParquetFile
from scripts.landing.phone_numbers import PhoneCount
from scripts.landing.raw_table import RawTable
from scripts.landing.records import Batch
from scripts.landing.text_stream import TextStream
from scripts.landing.troubles import InputError
from scripts.landing.warehouse import Warehouse, unusable

_HASHED_AT_ONCE = 1 << 20

#: Rejected lines that the summary shows; all of them are in landing.rejected_lines.
SHOWN_REJECTED = 10

#: Called with the number of bytes of the current file that have been read.
Progress = Callable[[int], None]


@dataclass
class Landed:
    """What became of one file. `known_as` is the earlier name of the same content, if any."""

    extract: Extract
    rows: int = 0
    rejected: int = 0
    shown: list[tuple[int, str]] = field(default_factory=list)
    known_as: str | None = None


@dataclass
class Outcome:
    """What became of a run."""

    landed: list[Landed] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)
    key_was_made: bool = False
    phones: PhoneCount = field(default_factory=PhoneCount)


def land(
    warehouse: Warehouse,
    root: Path,
    extracts: Extracts,
    loaded_at: datetime,
    key: str | None,
    progress: Callable[[Extract], Progress],
) -> Outcome:
    """Land the extracts found below `root` into an open warehouse, and lock it first.

    `loaded_at` is naive UTC. Raises InputError if another key is stored than the one given, and
    duckdb.Error if the books cannot be written.
    """
    outcome = Outcome(errors=list(extracts.errors))
    warehouse.lock(root)
    warehouse.check_key(key)
    if extracts.files:
        outcome.key_was_made = warehouse.ensure_key(key)
    for extract in extracts.files:
        try:
            outcome.landed.append(_land_file(warehouse, extract, loaded_at, progress(extract)))
        except InputError as error:
            outcome.errors.append(error.at(extract.file))
        except OSError as error:
            problem = f"cannot be read: {error.strerror}"
            outcome.errors.append(InputError(problem, "check its permissions", extract.file))
        except (duckdb.Error, UnicodeDecodeError) as error:
            # The latter where DuckDB's own message quotes bytes of a damaged file.
            outcome.errors.append(_explained(error, extract))
            if isinstance(error, (duckdb.FatalException, duckdb.InternalException)):
                try:
                    warehouse.reopen(root)
                except InputError as gone:
                    outcome.errors.append(gone)
                    break
    return outcome


def _land_file(
    warehouse: Warehouse, extract: Extract, loaded_at: datetime, progress: Progress
) -> Landed:
    with extract.path.open("rb") as file:
        before = _state(os.fstat(file.fileno()))
        content_hash = _content_hash(file)
        if known_as := warehouse.landed_as(extract, content_hash):
            return Landed(extract, known_as=known_as)
        with warehouse.transaction():
            table = RawTable(warehouse.connection, extract.vendor, extract.table)
            if extract.format == "parquet":
                landed = _land_parquet(warehouse, table, extract, loaded_at)
            else:

                def watch(read: int) -> None:
                    # At every block, or a file that grows as fast as it is read never ends.
                    _check_unchanged(extract, file, before)
                    progress(read)

                stream = TextStream(file, gzipped=extract.is_gzipped, progress=watch)
                landed = _land_text(warehouse, table, extract, stream, loaded_at)
            _check_unchanged(extract, file, before)
            warehouse.keep_file(extract, content_hash, landed.rows, landed.rejected, loaded_at)
    progress(extract.byte_count)
    return landed


def _land_parquet(
    warehouse: Warehouse, table: RawTable, extract: Extract, loaded_at: datetime
) -> Landed:
    source = ParquetFile(warehouse.connection, extract.path)
    rows = table.append(
        source.columns,
        table.make_room(source.columns),
        RELATION,
        source.row_number,
        extract.file,
        loaded_at,
        [source.parameter],
    )
    return Landed(extract, rows)


def _land_text(
    warehouse: Warehouse,
    table: RawTable,
    extract: Extract,
    stream: TextStream,
    loaded_at: datetime,
) -> Landed:
    landed = Landed(extract)
    for batch in _reader(extract, stream).batches():
        table.append_batch(batch, extract.file, loaded_at)
        warehouse.keep_rejected(extract, batch.rejected, loaded_at)
        _count(landed, batch)
    if landed.rejected and not landed.rows:
        number, reason = landed.shown[0]
        raise InputError(
            f"has no line that can be read; the first is line {number}: {reason}",
            "check what the file is, or export it again",
        )
    return landed


def _reader(extract: Extract, stream: TextStream) -> CsvReader | JsonReader:
    if extract.format == "json":
        return JsonReader(stream)
    return CsvReader(stream, "\t" if extract.format == "tsv" else ",")


def _count(landed: Landed, batch: Batch) -> None:
    landed.rows += len(batch.ordinals)
    landed.rejected += len(batch.rejected)
    room = SHOWN_REJECTED - len(landed.shown)
    landed.shown += [(line.line_number, line.reason) for line in batch.rejected[:room]]


def _content_hash(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := file.read(_HASHED_AT_ONCE):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _check_unchanged(extract: Extract, file: BinaryIO, before: tuple[int, int, int]) -> None:
    """Raise InputError if the file is no longer what was hashed."""
    now = _state(os.fstat(file.fileno()))
    if now != before or _state(extract.path.stat()) != before:
        raise InputError("changed while it was read", "wait until it is complete")


def _explained(error: Exception, extract: Extract) -> InputError:
    """Say in words why DuckDB would not land a file. Its own words may quote values: left out."""
    if isinstance(error, (duckdb.OutOfMemoryException, duckdb.FatalException)):
        return unusable(error).at(extract.file)
    if isinstance(error, duckdb.IOException) and extract.format != "parquet":
        return unusable(error).at(extract.file)
    return InputError("is damaged, or holds what cannot be landed", "export it again", extract.file)
