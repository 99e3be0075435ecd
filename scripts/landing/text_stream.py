"""The text of one extract, as a window that moves over the file; never the whole file."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Callable
from typing import BinaryIO

from scripts.landing.troubles import InputError

BLOCK = 1 << 20

#: Bytes. A longer line is a bad line, or one line could fill the memory.
LONGEST_RECORD = 16 << 20

#: First bytes of formats that are often given a wrong name.
_MAGIC = {
    b"\x1f\x8b": "gzip",
    b"PAR1": "Parquet",
    b"PK\x03\x04": "a zip archive or a spreadsheet",
    b"<": "HTML or XML",
}


class TextStream:
    """A window on the decoded text of one CSV or JSON extract.

    `text` is the window, `position` how far its reader has come in it; `more()` drops what was
    read and reads on. At the end of the file `is_complete` is true and the text ends in a line
    break, put there if the file has none. `before` is the character before the window.

    `more()` raises InputError if the file is damaged, is not UTF-8, or is another format.
    """

    def __init__(self, file: BinaryIO, *, gzipped: bool, progress: Callable[[int], None]) -> None:
        self.text = ""
        self.before = "\n"
        self.position = 0
        self.is_complete = False
        self._file = file
        self._source: BinaryIO | gzip.GzipFile = gzip.GzipFile(fileobj=file) if gzipped else file
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._progress = progress
        self._is_first = True
        self._lines_before = 0
        self._counted_to = 0

    def line_number(self) -> int:
        """Return the number of the line in which `position` stands, counted from 1."""
        self._lines_before += self.text.count("\n", self._counted_to, self.position)
        self._counted_to = self.position
        return self._lines_before + 1

    def more(self) -> None:
        """Drop the text before `position` and read on; do not call it when complete."""
        self.line_number()
        rest = self.text[self.position :]
        if self.position:
            self.before = self.text[self.position - 1]
        # As much again as is left over: a long record is then looked at a few times, not often.
        block = self._read(min(max(BLOCK, len(rest)), LONGEST_RECORD // 4))
        try:
            self.text = rest + self._decode(block, final=not block)
        except UnicodeDecodeError as error:
            line = (
                self._lines_before
                + 1
                + rest.count("\n")
                + error.object.count(b"\n", 0, error.start)
            )
            raise InputError(
                f"is not UTF-8: a wrong byte in line {line}",
                "save it as UTF-8: iconv -f WINDOWS-1252 -t UTF-8, or -f UTF-16",
            ) from None
        self.position = self._counted_to = 0
        self.is_complete = not block
        if self.is_complete and self.text and not self.text.endswith("\n"):
            self.text += "\n"

    def skip_line(self) -> None:
        """Move to the start of the next line, however far that is, holding one block at most."""
        while (end := self.text.find("\n", self.position)) < 0 and not self.is_complete:
            self.position = len(self.text)
            self.more()
        self.position = end + 1 if end >= 0 else len(self.text)

    def is_over_long(self, start: int, end: int) -> bool:
        """Say whether the text between two positions is more than a record may have."""
        if end - start <= LONGEST_RECORD // 4:
            return False
        return end - start > LONGEST_RECORD or len(self.text[start:end].encode()) > LONGEST_RECORD

    def _read(self, size: int) -> bytes:
        try:
            block = self._source.read(size)
        except EOFError:
            raise InputError("is cut off: its gzip stream has no end", "fetch it again") from None
        except (gzip.BadGzipFile, zlib.error):
            raise InputError(
                "is not gzip, or is damaged", "fetch it again, or drop .gz from its name"
            ) from None
        self._progress(self._file.tell())
        if self._is_first:
            self._is_first = False
            _refuse_other_formats(block)
        return block


def _refuse_other_formats(head: bytes) -> None:
    if not head.strip():
        # A megabyte of blanks may still be followed by records; the readers say so if not.
        return
    for magic, name in _MAGIC.items():
        if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(magic):
            raise InputError(
                f"is not what its name says: it begins like {name}",
                "export it again, or give it the name of what it is",
            )
