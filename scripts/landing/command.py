"""The command line's arguments, checked, and the run that they ask for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from scripts.landing.extracts import find_extracts
from scripts.landing.known_tables import known_vendors
from scripts.landing.landing import land
from scripts.landing.phone_columns import phone_columns
from scripts.landing.phone_numbers import normalise_phones
from scripts.landing.report import counting, progress_of, show, show_phones
from scripts.landing.troubles import InputError
from scripts.landing.warehouse import SHORTEST_KEY, Warehouse, create_only, unusable

#: Bytes. A key file is a line; what is longer is some other file.
_LONGEST_KEY_FILE = 4096


def land_folder(
    extracts: Path, warehouse: Path, models: Path, key_file: Path | None, loaded_at: str | None
) -> int:
    """Land a folder of extracts, print what became of it, and return the exit code.

    Raises InputError if an argument is wrong or nothing can be landed at all.
    """
    if not extracts.is_dir():
        raise InputError("is no folder", "give the folder of the extracts", str(extracts))
    root, folder = extracts.resolve(), warehouse.resolve()
    if folder.is_relative_to(root):
        raise InputError(
            "lies inside the extracts folder", "keep them apart: --warehouse PATH", str(folder)
        )
    key = _key(key_file) if key_file else None
    moment = _utc(loaded_at)
    found = find_extracts(root, known_vendors(models))
    columns = phone_columns(models)
    store = Warehouse(folder)
    try:
        with progress_of(sum(extract.byte_count for extract in found.files)) as progress:
            outcome = land(store, root, found, moment, key, progress)
        try:
            outcome.phones = normalise_phones(store, columns, counting)
            store.checkpoint()
        except InputError as error:
            outcome.errors.append(error)
        except duckdb.Error as error:
            outcome.errors.append(unusable(error).at(str(store.path)))
    except duckdb.Error as error:
        raise unusable(error).at(str(store.path)) from None
    finally:
        store.close()
    show(outcome)
    return 1 if outcome.errors else 0


def create_empty(warehouse: Path, key_file: Path | None) -> None:
    """Create raw.duckdb if it is absent, with the key of the file if one is given.

    Raises InputError if there is no such key, or another one is stored already.
    """
    create_only(warehouse.resolve(), _key(key_file) if key_file else None)


def normalise_only(warehouse: Path, models: Path) -> None:
    """Bring the phone numbers of tables that are already there into E.164 form; land nothing.

    Raises InputError if an argument is wrong or raw.duckdb cannot be used.
    """
    columns = phone_columns(models)
    store = Warehouse(warehouse.resolve())
    try:
        phones = normalise_phones(store, columns, counting)
        store.checkpoint()
    except duckdb.Error as error:
        raise unusable(error).at(str(store.path)) from None
    finally:
        store.close()
    show_phones(phones)


def _utc(text: str | None) -> datetime:
    """Return an ISO 8601 moment, or the present one, as naive UTC; without an offset it is UTC."""
    try:
        moment = datetime.fromisoformat(text) if text else datetime.now(UTC)
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        raise InputError(
            f"--loaded-at is no ISO 8601 moment: {text}", "write it like 2026-01-31T06:00:00Z"
        ) from None


def _key(path: Path) -> str:
    """Return the pseudonym key in a file. No error says anything about what the file holds."""
    try:
        with path.open("rb") as file:
            key = file.read(_LONGEST_KEY_FILE + 1).decode().strip()
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", "check --key-file", str(path)
        ) from None
    except UnicodeDecodeError:
        raise InputError("is no text in UTF-8", "check --key-file", str(path)) from None
    if not SHORTEST_KEY <= len(key) <= _LONGEST_KEY_FILE or "\0" in key:
        raise InputError(
            f"holds no pseudonym key: that is one of {SHORTEST_KEY} characters or more",
            "make one: python -c 'import secrets; print(secrets.token_hex(32))'",
            str(path),
        )
    return key
