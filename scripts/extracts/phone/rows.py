"""Many rows of whole numbers, kept small until a database takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

FLUSH_AT = 20_000  # rows

Ints = NDArray[np.int64]


class Rows:
    """Collects rows of the same columns."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._rows: list[tuple[int, ...]] = []
        self._chunks: list[Ints] = []

    def extend(self, rows: Iterable[tuple[int, ...]]) -> None:
        """Add rows."""
        self._rows.extend(rows)
        if len(self._rows) >= FLUSH_AT:
            self._flush()

    def append(self, row: tuple[int, ...]) -> None:
        """Add a row."""
        self._rows.append(row)
        if len(self._rows) >= FLUSH_AT:
            self._flush()

    def drain(self) -> Iterator[dict[str, Ints]]:
        """Give all rows away, some thousands at a time, a column each."""
        self._flush()
        chunks, self._chunks = self._chunks[::-1], []
        while chunks:
            rows = chunks.pop()
            yield {name: rows[place] for place, name in enumerate(self._names)}

    def _flush(self) -> None:
        rows = np.array(self._rows, dtype=np.int64).reshape(-1, len(self._names))
        self._chunks.append(np.ascontiguousarray(rows.T))
        self._rows.clear()
