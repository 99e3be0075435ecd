"""Names as DuckDB sees them: when two are the same, which can be columns, how they are quoted."""

from __future__ import annotations

import difflib
import string
from collections.abc import Iterable

OWN_COLUMNS = ("_extract_file", "_extract_row", "_loaded_at")

#: A table wider than this is a file whose keys are data, and every batch would alter the table.
MOST_COLUMNS = 2_000

#: Longer than any question of any survey that ends up as a header; a JSON key can be megabytes.
LONGEST_NAME = 1_000

_ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def folded(name: str) -> str:
    """Return the form in which DuckDB compares names: A to Z in lower case, the rest as it is."""
    return name.translate(_ASCII_LOWER)


def quoted(name: str) -> str:
    """Return `name` as an SQL identifier, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def is_column_name(name: str) -> bool:
    """Say whether DuckDB can have a column of that name (not empty, no NUL, Unicode)."""
    if not 0 < len(name) <= LONGEST_NAME or "\0" in name:
        return False
    return is_unicode(name)


def is_unicode(text: str) -> bool:
    """Say whether `text` can be written as UTF-8, which half a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean ...?` with the closest of `known`, or nothing if none is close."""
    spellings = {folded(word): word for word in known}
    close = difflib.get_close_matches(folded(name), spellings, n=1)
    return f"; did you mean '{spellings[close[0]]}'?" if close else ""
