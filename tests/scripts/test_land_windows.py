"""Where the window ends must not show: the same records, whatever the size of a block."""

from __future__ import annotations

import io
import random

import pytest

from scripts.landing import text_stream
from scripts.landing.csv_records import CsvReader
from scripts.landing.json_records import JsonReader
from scripts.landing.text_stream import TextStream
from scripts.landing.troubles import InputError

PIECES = {
    "csv": [
        '"',
        '""',
        ",",
        "\n",
        "\r\n",
        "\r",
        "a",
        "é",
        "😀",
        "\x00",
        "x,y\n",
        '"q",z\n',
        '"a\nb",c\n',
    ],
    "json": [
        "{",
        "}",
        "[",
        "]",
        '"',
        ":",
        ",",
        "\n",
        "\r\n",
        '{"a":1}',
        '{"b":[1,{"c":2}]}',
        '{\n\t"a":1\n}\n',
        "tru",
        "true",
        "null",
        "NaN",
        "-",
        "1.5",
        "\\",
        "\\u00e9",
        "\\ud800",
        "\t",
        '"a":',
        "}{",
        "é",
        "😀",
        '{"A":2}',
    ],
}


def outcome(kind: str, content: bytes) -> object:
    """Return every row with its ordinal and every rejected line, or what is wrong as a whole."""
    rows: dict[int, tuple[object, ...]] = {}
    rejected = []
    try:
        stream = TextStream(io.BytesIO(content), gzipped=False, progress=lambda _: None)
        reader = JsonReader(stream) if kind == "json" else CsvReader(stream, ",")
        for batch in reader.batches():
            names = [name for name in batch.types if batch.types[name] or kind == "csv"]
            for index, ordinal in enumerate(batch.ordinals):
                if batch.lines:
                    cells = [cell or None for cell in batch.lines[index].split(",")]
                else:
                    cells = [batch.columns[name][index] for name in names]
                assert ordinal not in rows
                rows[ordinal] = tuple(
                    pair for pair in zip(names, cells, strict=True) if pair[1] is not None
                )
            rejected += batch.rejected
    except InputError as error:
        return error.problem
    # Landed and rejected together are the records, each counted once.
    assert max(rows, default=0) <= len(rows) + len(rejected)
    return rows, rejected


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_the_same_records_whatever_the_block(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    generator = random.Random(0)  # noqa: S311
    for _ in range(400):
        pieces = generator.choices(PIECES[kind], k=generator.randrange(1, 60))
        content = ("h,i\n" * (kind == "csv") + "".join(pieces)).encode()
        monkeypatch.setattr(text_stream, "BLOCK", 1 << 20)
        whole = outcome(kind, content)
        for block in (1, 3, generator.randrange(4, 40)):
            monkeypatch.setattr(text_stream, "BLOCK", block)
            assert outcome(kind, content) == whole, content
