"""JSON objects one after another: on a line each, without line breaks, or pretty-printed.

A scalar becomes its text exactly as it is written, so that an id of any length keeps its digits;
a nested value stays JSON, also as written. A record that is no object, or no JSON, is bad. A bad
record ends with its line, and takes the more deeply indented lines below with it; in a line of
several objects it ends before the next one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from json.decoder import JSONDecodeError, JSONDecoder
from typing import Any, NoReturn

from scripts.landing.api_pages import check_no_page
from scripts.landing.names import MOST_COLUMNS, folded, is_column_name, is_unicode
from scripts.landing.records import (
    BATCH_ROWS,
    BATCH_TEXT,
    KEPT_TEXT,
    OVER_LONG,
    Batch,
    Nested,
    Rejected,
    check_column_names,
)
from scripts.landing.text_stream import TextStream
from scripts.landing.troubles import InputError


class _BadRecordError(Exception):
    """A record is JSON, and yet cannot be a row."""


def _no_constant(word: str) -> NoReturn:
    raise JSONDecodeError(f"{word} is no JSON", word, 0)


Pairs = tuple[tuple[str, Any], ...]

#: Numbers stay text; objects come as tuples of pairs, so that a key given twice is seen.
_decoder = JSONDecoder(
    parse_int=str, parse_float=str, parse_constant=_no_constant, object_pairs_hook=tuple
)
_scan: Callable[[str, int], tuple[Any, int]] = _decoder.scan_once  # type: ignore[attr-defined]

_NESTED_TYPES: frozenset[type] = frozenset({tuple, list})
_BLANKS = re.compile(r"[ \t\r\n]*+")
_AFTER_RECORD = re.compile(r"[ \t\r]*+(?:\n|(?=\{)|\Z)")
_NEXT_OBJECT = re.compile(r"\}[ \t]*+(?=\{)")
_INDENTED_LINE = re.compile(r"[ \t][^\n]*+\n")
_CLOSING = re.compile(r"[}\]][^\n{]*+(?:\n|(?=\{))")
# Groups are atomic, not possessive: those match wrongly up to Python 3.11.4 (its gh-106052).
_STRING = r'"(?>(?:[^"\\]++|\\.)*)"'
_MEMBER = rf"\s*+[{{,]\s*+{_STRING}\s*+:\s*+"
#: From where a member begins to the next value that is nested. Only for text known to be JSON.
_TO_NESTED = re.compile(rf'(?>(?:{_MEMBER}(?:{_STRING}|[^\[\]{{}}",\s]++))*){_MEMBER}')

#: How deep a record may nest, itself counted: Python's parser gives up deeper, where depends on it.
MOST_LEVELS = 500
TOO_DEEP = "nested too deeply"

#: Characters before the end of the window in which an error may only mean "to be continued".
_LONGEST_TOKEN = 12


class JsonReader:
    """Reads one extract of JSON objects in batches."""

    def __init__(self, stream: TextStream) -> None:
        self._stream = stream
        self._ordinal = 0
        self._columns: dict[str, str] = {}
        self._column_of: dict[str, str] = {}
        self._has_variants = False
        self._holds_objects = False
        self._checked_text = ""
        self._has_surrogates = False

    def batches(self) -> Iterator[Batch]:
        """Yield the file's records. Raises InputError if it is empty or none is an object."""
        rows: list[dict[str, Any]] = []
        ordinals: list[int] = []
        rejected: list[Rejected] = []
        characters = 0
        while self._find_record():
            start, window = self._stream.position, self._stream.text
            found = self._read_record()
            if found is None:
                continue
            self._ordinal += 1
            if isinstance(found, Rejected):
                rejected.append(found)
            else:
                rows.append(found)
                ordinals.append(self._ordinal)
            if self._stream.text is window:
                characters += self._stream.position - start
            if max(len(rows), len(rejected)) >= BATCH_ROWS // 4 or characters >= BATCH_TEXT:
                yield _batch(rows, ordinals, rejected)
                rows, ordinals, rejected, characters = [], [], [], 0
        if not self._ordinal:
            raise InputError("is empty", "fetch it again, or take it out of the folder")
        if not self._holds_objects:
            raise InputError("holds no JSON object", "write one object a line (jq -c '.[]')")
        yield _batch(rows, ordinals, rejected)

    def _find_record(self) -> bool:
        stream = self._stream
        while True:
            stream.position = _BLANKS.match(stream.text, stream.position).end()  # type: ignore[union-attr]
            if stream.position < len(stream.text):
                return True
            if stream.is_complete:
                return False
            stream.more()

    def _read_record(self) -> dict[str, Any] | Rejected | None:
        """Read the record that begins here; None if the window had to move on first."""
        stream = self._stream
        text, start = stream.text, stream.position
        self._holds_objects = self._holds_objects or text[start] == "{"
        try:
            value, end = _scan(text, start)
        except StopIteration as stop:
            return self._broken("not JSON", stop.value)
        except JSONDecodeError as error:
            is_open = error.msg.startswith("Unterminated")
            return self._broken(f"not JSON: {error.msg}", len(text) if is_open else error.pos)
        except RecursionError:
            return self._broken(TOO_DEEP, start)
        after = _AFTER_RECORD.match(text, end)
        if not after:
            return self._broken("text after the record", end)
        if after.end() == len(text) and text[-1] != "\n" and not stream.is_over_long(start, end):
            stream.more()
            return None
        if self._ordinal == 0 and text[start] == "[" and "\n" in text[start:end]:
            raise _array()
        if stream.is_over_long(start, end):
            return self._reject(OVER_LONG, after.end())
        try:
            row = self._row(value, start)
        except _BadRecordError as reason:
            return self._reject(str(reason), after.end())
        if self._ordinal == 0:
            check_no_page(row)
        stream.position = after.end()
        return row

    def _broken(self, reason: str, error_at: int) -> Rejected | None:
        """Read on if the record may only be cut by the window; else step over what is broken."""
        stream = self._stream
        text, start = stream.text, stream.position
        error_at = max(start, error_at)
        line_end = text.find("\n", start) + 1
        over_long = stream.is_over_long(start, len(text))
        is_cut = not stream.is_complete and error_at >= len(text) - _LONGEST_TOKEN
        if is_cut and not over_long:
            stream.more()
            return None
        if text[start] == "[" and self._ordinal == 0 and 0 < line_end <= error_at:
            raise _array()
        if not is_cut and (error_at < line_end or not line_end):
            next_object = _NEXT_OBJECT.search(text, error_at, line_end or len(text))
            if next_object:
                return self._reject(reason, next_object.end())
        if not line_end and not stream.is_complete and not over_long:
            stream.more()
            return None
        if over_long and (is_cut or not line_end):
            self._holds_objects = True
            reason = OVER_LONG
        # A pretty-printed object begins a line, or follows the one before it directly.
        goes_on = text[start] in "{[" and (text[start - 1] if start else stream.before) in "\n}"
        rejected = self._reject(reason, line_end)
        if goes_on:
            self._step_over_indented()
        return rejected

    def _reject(self, reason: str, end: int) -> Rejected:
        """Step over a bad record; `end` 0 means that its line has not been read to its end."""
        stream = self._stream
        start = stream.position
        kept = stream.text[start : min(end or len(stream.text), start + KEPT_TEXT)]
        rejected = Rejected(stream.line_number(), reason, kept.rstrip("\r\n"))
        if end:
            stream.position = end
        else:
            stream.skip_line()
        return rejected

    def _step_over_indented(self) -> None:
        """Step over the lines that a pretty-printed record still has below its first line."""
        stream = self._stream
        while True:
            text, start = stream.text, stream.position
            if text.find("\n", start) < 0 and not stream.is_complete:
                if stream.is_over_long(start, len(text)):
                    return
                stream.more()
            elif indented := _INDENTED_LINE.match(text, start):
                stream.position = indented.end()
            else:
                closing = _CLOSING.match(text, start)
                stream.position = closing.end() if closing else start
                return

    def _row(self, pairs: Pairs, start: int) -> dict[str, Any]:
        if type(pairs) is not tuple:
            raise _BadRecordError("not an object")
        row = dict(pairs)
        if not row.keys() <= self._column_of.keys():
            self._learn(row)
        if self._has_variants:
            row = {self._column_of[key]: value for key, value in pairs}
        if len(row) < len(pairs):
            raise _BadRecordError("two keys of one name")
        text = self._stream.text
        if text is not self._checked_text:
            self._checked_text = text
            self._has_surrogates = "\\ud" in text or "\\uD" in text
        if self._has_surrogates and not is_unicode(json.dumps(pairs, ensure_ascii=False)):
            raise _BadRecordError("half a surrogate pair")
        if not _NESTED_TYPES.isdisjoint(map(type, row.values())):
            self._keep_nested_text(row, pairs, start)
        return row

    def _keep_nested_text(self, row: dict[str, Any], pairs: Pairs, start: int) -> None:
        text = self._stream.text
        for key, value in pairs:
            if type(value) in _NESTED_TYPES:
                begin = _TO_NESTED.match(text, start).end()  # type: ignore[union-attr]
                start = _scan(text, begin)[1]
                nested = text[begin:start]
                if nested.count("[") + nested.count("{") >= MOST_LEVELS and _is_too_deep(value):
                    raise _BadRecordError(TOO_DEEP)
                row[self._column_of[key]] = Nested(nested)

    def _learn(self, keys: Iterable[str]) -> None:
        for key in keys:
            if not is_column_name(key):
                raise _BadRecordError("a key that cannot be a column's name")
            column = self._columns.setdefault(folded(key), key)
            self._column_of[key] = column
            self._has_variants = self._has_variants or column != key
        check_column_names(list(self._columns.values()))
        if len(self._column_of) > 2 * MOST_COLUMNS:
            raise InputError("spells its keys in too many ways", "give each key one spelling")


def _is_too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MOST_LEVELS - 1):
        inner = chain.from_iterable(
            whole if type(whole) is list else (member for _, member in whole) for whole in level
        )
        level = [part for part in inner if type(part) in _NESTED_TYPES]
    return bool(level)


def _array() -> InputError:
    return InputError("is one JSON array, not objects", "write one object a line (jq -c '.[]')")


def _batch(rows: list[dict[str, Any]], ordinals: list[int], rejected: list[Rejected]) -> Batch:
    columns: dict[str, Sequence[str | None]] = {}
    types: dict[str, str | None] = {}
    for name in dict.fromkeys(chain.from_iterable(rows)):
        cells = [row.get(name) for row in rows]
        kinds = set(map(type, cells)) - {type(None)}
        if bool in kinds:
            cells = [
                ("true" if cell else "false") if type(cell) is bool else cell for cell in cells
            ]
        columns[name] = cells
        types[name] = ("JSON" if kinds == {Nested} else "VARCHAR") if kinds else None
    return Batch(types, ordinals, rejected, columns)
