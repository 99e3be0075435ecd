"""JSON objects one after another: on a line each, without line breaks, or pretty-printed.

A scalar becomes its text exactly as it is written, so that an id of any length keeps its digits;
a nested value stays JSON, also as written. A record that is no object, or no JSON, is bad. A bad
record ends with its line, and takes the more deeply indented lines below with it; in a line of
several objects it ends before the next one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from json.decoder import JSONDecodeError, JSONDecoder
from typing import Any, NoReturn

from scripts.landing.names import folded, is_column_name, is_unicode
from scripts.landing.records import (
    BATCH_ROWS,
    BATCH_TEXT,
    KEPT_TEXT,
    Batch,
    Rejected,
    check_column_names,
)
from scripts.landing.text_stream import TextStream
from scripts.landing.troubles import InputError


class Nested(str):
    """The text of an object or array inside a record."""

    __slots__ = ()


class _NotARecordError(Exception):
    """One record cannot be landed."""


def _no_constant(word: str) -> NoReturn:
    raise JSONDecodeError(f"{word} is no JSON", word, 0)


#: Numbers stay text; objects come as tuples of pairs, so that a key given twice is seen.
_scan = JSONDecoder(
    parse_int=str, parse_float=str, parse_constant=_no_constant, object_pairs_hook=tuple
).scan_once

_BLANKS = re.compile(r"[ \t\r\n]*+")
_AFTER_RECORD = re.compile(r"[ \t\r]*+(?:\n|(?=\{)|\Z)")
_NEXT_OBJECT = re.compile(r"\}[ \t]*+(?=\{)")
_STRING = r'"(?:[^"\\]++|\\.)*+"'
_TO_NESTED = re.compile(
    rf'(?:[{{,]\s*+{_STRING}\s*+:\s*+(?:{_STRING}|[^\[{{",\s}}]++)\s*+)*+[{{,]\s*+{_STRING}\s*+:\s*+'
)
_WORDS = {True: "true", False: "false"}

#: Characters before the end of the window in which an error may only mean "to be continued".
_LONGEST_TOKEN = 12


class JsonReader:
    """Reads one extract of JSON objects in batches."""

    def __init__(self, stream: TextStream) -> None:
        self._stream = stream
        self._ordinal = 0
        self._names: dict[str, str] = {}
        self._has_variants = False
        self._objects_begun = 0

    def batches(self) -> Iterator[Batch]:
        """Yield the file's records. Raises InputError if it holds none that begins an object."""
        rows: list[dict[str, Any]] = []
        ordinals: list[int] = []
        rejected: list[Rejected] = []
        characters = 0
        while self._find_record():
            start = self._stream.position
            line_number = 0
            try:
                row = self._read_record()
                if row is None:
                    continue
                rows.append(row)
                self._ordinal += 1
                ordinals.append(self._ordinal)
            except _NotARecordError as reason:
                rejected.append(self._reject(str(reason)))
                self._ordinal += 1
            characters += max(self._stream.position - start, 0)
            if max(len(rows), len(rejected)) >= BATCH_ROWS // 4 or characters >= BATCH_TEXT:
                yield self._batch(rows, ordinals, rejected)
                rows, ordinals, rejected, characters = [], [], [], 0
        if not self._ordinal:
            raise InputError("is empty", "fetch it again, or take it out of the folder")
        if not self._objects_begun:
            self._raise_other_format()
        yield self._batch(rows, ordinals, rejected)
