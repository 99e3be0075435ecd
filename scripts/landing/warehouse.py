"""raw.duckdb: opened, locked to two folders, and the tables in which landing keeps its books."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np

from scripts.landing.extracts import Extract
from scripts.landing.names import folded
from scripts.landing.raw_table import as_objects
from scripts.landing.records import Rejected
from scripts.landing.troubles import InputError

FILE_NAME = "raw.duckdb"

SHORTEST_KEY = 32

#: With it the demo hashes people who do not exist; everybody can read it.
_DEMO_KEY = Path(__file__).parents[2] / "tests" / "pseudonym_key.txt"

_BOOKS = """
create schema if not exists landing;
create schema if not exists secrets;
create table if not exists landing.files (
    extract_file varchar,
    vendor_name varchar,
    table_name varchar,
    content_hash varchar,
    byte_count bigint,
    row_count bigint,
    rejected_count bigint,
    loaded_at timestamp
);
create table if not exists landing.rejected_lines (
    extract_file varchar,
    line_number bigint,
    reason varchar,
    line_text varchar,
    loaded_at timestamp
);
create table if not exists secrets.pseudonym_key (pseudonym_key varchar);
"""


class Warehouse:
    """An open raw.duckdb; nobody else can open it until `close`.

    Raises InputError if the file cannot be opened or is in use.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self.connection = self._open()

    def reopen(self, extracts: Path) -> None:
        """Go on after an error that made DuckDB give up on the open file."""
        self.connection.close()
        self.connection = self._open()
        self.lock(extracts)

    def _open(self) -> duckdb.DuckDBPyConnection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = duckdb.connect(str(self.path))
            connection.execute(_BOOKS)
        except (OSError, duckdb.Error) as error:
            raise unusable(error).at(str(self.path)) from None
        return connection

    def lock(self, extracts: Path) -> None:
        """Shut the connection up in the two folders, for good; this order is the only safe one."""
        folders = [str(extracts), str(self.path.parent)]
        run = self.connection.execute
        run("set TimeZone = 'UTC'")
        # Landing streams: more memory would only be cache, more threads more memory.
        run("set memory_limit = '1GB'")
        run("set threads = least(4, current_setting('threads'))")
        run("set allowed_directories = [?, ?]", folders)
        run("set enable_external_access = false")
        run("set lock_configuration = true")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what is done inside, or nothing of it."""
        self.connection.begin()
        try:
            yield
            self.connection.commit()
        except BaseException:
            # A commit that failed has already rolled back.
            with suppress(duckdb.Error):
                self.connection.rollback()
            raise

    def landed_as(self, extract: Extract, content_hash: str) -> str | None:
        """Return the name under which this content was landed into this table, if it was."""
        rows = self.connection.execute(
            "select extract_file, table_name from landing.files"
            " where vendor_name = ? and content_hash = ?",
            [extract.vendor, content_hash],
        ).fetchall()
        names = [file for file, table in rows if folded(table) == folded(extract.table)]
        return str(names[0]) if names else None

    def keep_rejected(
        self, extract: Extract, rejected: Sequence[Rejected], loaded_at: datetime
    ) -> None:
        """Write bad lines down."""
        if not rejected:
            return
        cells = {
            "line_number": np.array([line.line_number for line in rejected], dtype=np.int64),
            "reason": as_objects([line.reason for line in rejected]),
            "line_text": as_objects([line.text for line in rejected]),
        }
        self.connection.register("rejected_batch", cells)
        self.connection.execute(
            "insert into landing.rejected_lines"
            " select ?, line_number, reason, line_text, ? from rejected_batch",
            [extract.file, loaded_at],
        )
        self.connection.unregister("rejected_batch")
        # The connection holds on to the dictionary until the transaction ends.
        cells.clear()

    def keep_file(
        self, extract: Extract, content_hash: str, rows: int, rejected: int, loaded_at: datetime
    ) -> None:
        """Write down that a file was landed."""
        self.connection.execute(
            "insert into landing.files values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                extract.file,
                extract.vendor,
                extract.table,
                content_hash,
                extract.byte_count,
                rows,
                rejected,
                loaded_at,
            ],
        )

    def check_key(self, key: str | None) -> None:
        """Raise InputError if another pseudonym key than `key` is stored."""
        stored = _stored_key(self.connection)
        _refuse_another(key, stored, self.path)
        if stored and not key and stored == _demo_key():
            raise InputError(
                "was made for the demo, and the key of its hashes is public",
                f"begin anew, rm -r {self.path.parent}, or go on with made-up people and say so:"
                f" --key-file {_DEMO_KEY}",
                str(self.path),
            )

    def ensure_key(self, key: str | None) -> bool:
        """Store `key`, or a new one if there is none at all; return whether it was made here."""
        if _stored_key(self.connection):
            return False
        self.connection.execute(
            "insert into secrets.pseudonym_key values (?)", [key or secrets.token_hex(32)]
        )
        return key is None

    def checkpoint(self) -> None:
        """Write everything into the one file, so that readers need no write-ahead log."""
        try:
            self.connection.execute("checkpoint")
        except duckdb.Error as error:
            raise unusable(error).at(str(self.path)) from None

    def close(self) -> None:
        """Let others in."""
        self.connection.close()


def create_only(folder: Path, key: str | None = None) -> None:
    """Create raw.duckdb with no table of any vendor and, if one is given, the pseudonym key.

    What is complete is left alone, readers and all. Raises InputError if another key is stored.
    """
    path = folder / FILE_NAME
    if path.exists() and _is_complete(path, key):
        return
    warehouse = Warehouse(folder)
    try:
        if key:
            warehouse.ensure_key(key)
        warehouse.checkpoint()
    except duckdb.Error as error:
        raise unusable(error).at(str(path)) from None
    finally:
        warehouse.close()


def _is_complete(path: Path, key: str | None) -> bool:
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            tables = connection.execute(
                "select count(*) from duckdb_tables() where (schema_name, table_name) in"
                " (('landing', 'files'), ('landing', 'rejected_lines'),"
                " ('secrets', 'pseudonym_key'))"
            ).fetchall()
            if tables[0][0] < 3:
                return False
            stored = _stored_key(connection)
    except duckdb.Error as error:
        raise unusable(error).at(str(path)) from None
    _refuse_another(key, stored, path)
    return not key or stored is not None


def _stored_key(connection: duckdb.DuckDBPyConnection) -> str | None:
    rows = connection.execute("select pseudonym_key from secrets.pseudonym_key").fetchall()
    return str(rows[0][0]) if rows else None


def _demo_key() -> str | None:
    return _DEMO_KEY.read_text(encoding="utf-8").strip() if _DEMO_KEY.is_file() else None


def _refuse_another(key: str | None, stored: str | None, path: Path) -> None:
    if key and stored and not secrets.compare_digest(key.encode(), stored.encode()):
        raise InputError(
            "holds another pseudonym key than the one given; with a new key every known"
            " person would become a stranger",
            "give the key this warehouse began with or none, or land everything into a new"
            " warehouse",
            str(path),
        )


def unusable(error: Exception) -> InputError:
    """Say what is wrong with raw.duckdb or the disk in words; errors that quote values stay out."""
    text = str(error)
    if isinstance(error, duckdb.IOException) and "set lock on file" in text:
        return InputError(
            "is in use by another process",
            "close what reads or writes it (a build, a notebook, a BI tool) and run again",
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return InputError("needs more memory or disk than there is", "make room and run again")
    if isinstance(error, OSError):
        return InputError(f"cannot be used: {error.strerror}", "check the path and its permissions")
    if isinstance(error, duckdb.IOException):
        first = text.splitlines()[0]
        return InputError(
            f"cannot be used: {first}", "check the path, its permissions, and the disk"
        )
    return InputError(
        f"cannot be used: {type(error).__name__}", "move it away, then land everything again"
    )
