"""CSV as RFC 4180 has it, read strictly, with every bad record accounted for.

A record is what stands between two line breaks outside quotes; a blank line is none. Where
quoting is sound but the number of columns is wrong, the whole record is bad. Where quoting is
broken nobody can say where the record ends: the line it begins in is bad, and reading goes on in
the next line, so that one stray quote does not swallow the rest of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, repeat, takewhile

from scripts.landing.import_ids import TIME_ZONE, import_ids, time_zone
from scripts.landing.names import is_column_name
from scripts.landing.records import (
    BATCH_ROWS,
    BATCH_TEXT,
    KEPT_TEXT,
    OVER_LONG,
    Batch,
    Rejected,
    check_column_names,
)
from scripts.landing.text_stream import TextStream
from scripts.landing.troubles import InputError

Row = Sequence[str]

# No input makes the patterns of this file try a second way. Groups are atomic for that, not
# possessive: those match wrongly up to Python 3.11.4 (its gh-106052).
_OPEN_QUOTED = r'"(?>(?:[^"\0]++|"")*)'
_QUOTED = rf'{_OPEN_QUOTED}"'
_SPECIAL = re.compile(r'["\0]|\r(?!\n)')
_BLANK_LINE = re.compile(r"\r?\n")
_LOOKS_LIKE_A_VALUE = re.compile(r"[-+]?\d+(?:[.,]\d+)*|\d{4}-\d\d-\d\d.*|\S+@\S+\.\S+", re.DOTALL)
_OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars", ",": "commas"}


class CsvReader:
    """Reads one CSV extract in batches. All values are text; empty and unquoted is null."""

    def __init__(self, stream: TextStream, delimiter: str) -> None:
        bare = rf'[^"{re.escape(delimiter)}\r\n\0]'
        field = rf"(?:{_QUOTED}|{bare}*+)"
        self._any_width = re.compile(rf"{field}(?>(?:{delimiter}{field})*)\r?\n")
        self._beginning = re.compile(rf"(?>(?:{field}{delimiter})*)(?:{_OPEN_QUOTED}|{field}\r?)\Z")
        self._field = re.compile(rf"({_QUOTED}|{bare}*+)(?:{delimiter}|\r?\n)")
        self._stream = stream
        self._delimiter = delimiter
        self._ordinal = 0
        self._not_plain = ("", 0)
        self._zone: str | None = None
        self.header = self._read_header()
        self._types: dict[str, str | None] = dict.fromkeys(self.header, "VARCHAR")
        if self._zone:
            self._types[TIME_ZONE] = "VARCHAR"
        width = len(self.header)
        # A lone empty field cannot be told from a blank line, which is no record.
        captured = rf"({_QUOTED}|{bare}*+)" if width > 1 else rf"({_QUOTED}|{bare}++)"
        self._record = re.compile(delimiter.join([captured] * width) + r"\r?\n")

    def batches(self) -> Iterator[Batch]:
        """Yield the file's records; the first batch may be empty, but knows the columns."""
        yield self._batch([], [])
        rows: list[Row] = []
        ordinals: list[int] = []
        rejected: list[Rejected] = []
        characters = 0
        while not self._is_at_end():
            start = self._stream.position
            lines = self._plain_lines()
            found = [] if lines else self._sound_rows()
            numbers = range(self._ordinal + 1, self._ordinal + len(lines or found) + 1)
            self._ordinal += len(numbers)
            characters += self._stream.position - start
            if lines:
                if self._zone:
                    lines = [f"{line}{self._delimiter}{self._zone}" for line in lines]
                yield Batch(self._types, numbers, [], lines=lines, delimiter=self._delimiter)
                continue
            rows.extend(found)
            ordinals.extend(numbers)
            if not found and (bad := self._what_stands_here()):
                self._ordinal += 1
                rejected.append(bad)
            if max(len(rows), len(rejected)) >= BATCH_ROWS or characters >= BATCH_TEXT:
                yield self._batch(rows, ordinals, rejected)
                rows, ordinals, rejected, characters = [], [], [], 0
        yield self._batch(rows, ordinals, rejected)

    def _plain_lines(self) -> list[str]:
        """Read lines that need only be split at the delimiter; none if anything is special."""
        stream, text, start = self._stream, self._stream.text, self._stream.position
        if text is self._not_plain[0] and start < self._not_plain[1]:
            return []
        end = text.rfind("\n", start, start + BATCH_TEXT) + 1
        if end and not _SPECIAL.search(text, start, end):
            lines = text[start : end - 1].replace("\r\n", "\n").removesuffix("\r").split("\n")
            commas = len(self.header) - 1
            counts = set(map(str.count, lines, repeat(self._delimiter)))
            # A lone empty column looks like a blank line, which is no record.
            if counts == {commas} and (commas or "" not in lines):
                stream.position = end
                return lines
        # Asked once for a stretch of text, not once for every bad record in it.
        self._not_plain = (text, end)
        return []

    def _sound_rows(self) -> list[Row]:
        """Read sound records from where the stream stands, as many as a batch takes."""
        stream, text = self._stream, self._stream.text
        if text.find("\n", stream.position) < 0:
            return []
        scanner = self._record.scanner(text, stream.position)  # type: ignore[attr-defined]
        matches: list[re.Match[str]] = list(islice(iter(scanner.match, None), BATCH_ROWS))
        if len(text) > BATCH_TEXT:
            matches = list(
                takewhile(lambda it: not stream.is_over_long(it.start(), it.end()), matches)
            )
        if matches:
            stream.position = matches[-1].end()
        return [match.groups() for match in matches]

    def _is_at_end(self) -> bool:
        return self._stream.is_complete and self._stream.position == len(self._stream.text)

    def _what_stands_here(self) -> Rejected | None:
        """Deal with what is no sound record: step over it, or read on and return None."""
        stream = self._stream
        text, start = stream.text, stream.position
        if blank := _BLANK_LINE.match(text, start):
            stream.position = blank.end()
            return None
        line_end = text.find("\n", start) + 1
        over_long = stream.is_over_long(start, line_end or len(text))
        if over_long or not line_end:
            if over_long or stream.is_complete:
                return self._reject(OVER_LONG, line_end)
            stream.more()
            return None
        if whole := self._any_width.match(text, start):
            if stream.is_over_long(start, whole.end()):
                return self._reject(OVER_LONG, whole.end())
            count = len(self._fields(whole.group()))
            return self._reject(
                f"{count} column{'s' if count > 1 else ''}, the header has {len(self.header)}",
                whole.end(),
            )
        may_go_on = not stream.is_complete and self._beginning.match(text, start)
        if may_go_on and not stream.is_over_long(start, len(text)):
            stream.more()
            return None
        return self._reject(self._what_is_broken(start, line_end), line_end)

    def _what_is_broken(self, start: int, line_end: int) -> str:
        text = self._stream.text
        if "\0" in text[start:line_end]:
            return "a NUL byte"
        if self._beginning.match(text, start):
            return "a quote that is never closed"
        if '"' not in text[start:line_end]:
            return "a carriage return without a line feed"
        return "a quote out of place"

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

    def _fields(self, record: str) -> list[str]:
        return self._field.findall(record)

    def _read_header(self) -> list[str]:
        stream = self._stream
        while True:
            if blank := _BLANK_LINE.match(stream.text, stream.position):
                stream.position = blank.end()
            elif self._is_at_end():
                raise InputError("is empty", "fetch it again, or take it out of the folder")
            elif whole := self._any_width.match(stream.text, stream.position):
                stream.position = whole.end()
                break
            elif stream.is_complete or stream.is_over_long(stream.position, len(stream.text)):
                raise InputError(
                    "has no header that can be read: broken quoting, NUL bytes, or line breaks"
                    " that are bare carriage returns",
                    "export it again as CSV in UTF-8, with LF or CRLF",
                )
            else:
                stream.more()
        names = [(name or "").strip() for name in values_of(self._fields(whole.group()))]
        names = self._read_import_ids() or names
        self._check_header(names)
        # Some tools write a trailing comma, or an index without a name.
        return [name or f"unnamed_{place}" for place, name in enumerate(names, start=1)]

    def _read_import_ids(self) -> list[str] | None:
        """Step over two further header rows, if the second gives names; see import_ids."""
        text = self._stream.text
        labels = self._any_width.match(text, self._stream.position)
        third = labels and self._any_width.match(text, labels.end())
        names = third and import_ids(values_of(self._fields(third.group())))
        if third and names:
            self._zone = time_zone(values_of(self._fields(third.group())))
            self._stream.position = third.end()
        return names or None

    def _check_header(self, names: list[str]) -> None:
        check_column_names([name for name in names if name])
        for name in names:
            if _LOOKS_LIKE_A_VALUE.fullmatch(name):
                raise InputError(
                    "has no header: its first line holds values", "export it with a header line"
                )
            if name and not is_column_name(name):
                raise InputError("has a header that is too long or is no text", "export it again")
        if len(names) == 1:
            for delimiter, word in _OTHER_DELIMITERS.items():
                if delimiter in names[0] and delimiter != self._delimiter:
                    raise InputError(
                        f"is separated by {word}",
                        "export it with commas, or with tabs and the name .tsv",
                    )

    def _batch(
        self, rows: list[Row], ordinals: list[int], rejected: list[Rejected] | None = None
    ) -> Batch:
        columns: dict[str, Sequence[str | None]] = {}
        if rows:
            for name, cells in zip(self.header, zip(*rows, strict=True), strict=True):
                columns[name] = values_of(cells)
            if self._zone:
                columns[TIME_ZONE] = [self._zone] * len(rows)
        return Batch(self._types, ordinals, rejected or [], columns)


def values_of(cells: Sequence[str]) -> list[str | None]:
    """Return what cells say: null if empty, else the text without the quotes around it."""
    return [
        (cell if cell[0] != '"' else cell[1:-1].replace('""', '"')) if cell else None
        for cell in cells
    ]
