"""How rows reach a loader that delivers at least once: late, twice, and not always in order."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from random import Random
from typing import Protocol

from scripts.extracts.clock import DAY, midnight, utc_day
from scripts.extracts.files import Cell, Row

SYNC_EVERY = 6 * 3600  # seconds
SAME_FILE_TWICE = 0.004
AGAIN_LATER = 0.005
LATE = 0.005

_SECONDS = [f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}" for s in range(DAY)]
_MILLISECONDS = [f".{min(place, 999):03d}" for place in range(2_000)]
_DAYS: dict[int, str] = {}


def moment(at: int | None) -> str | None:
    """Write an epoch second as `yyyy-mm-dd hh:mm:ss`, UTC."""
    if at is None:
        return None
    day, second = divmod(at, DAY)
    text = _DAYS.get(day)
    if text is None:
        text = _DAYS[day] = utc_day(at).isoformat()
    return f"{text} {_SECONDS[second]}"


def extract_days(start_at: int, end_at: int) -> list[date]:
    """List the days of extracts, at 00:00 UTC: the start, every month's first, the end."""
    first, last = utc_day(start_at), utc_day(end_at)
    months = range(12 * first.year, 12 * last.year + 12)
    firsts = [date(month // 12, month % 12 + 1, 1) for month in months]
    return [first, *(day for day in firsts if first < day < last), last]


class Spool(Protocol):
    """Where rows wait for their file."""

    def add(self, table: str, part: str, row: Row) -> None:
        """Append a row to a part of a table."""


class Delivery:
    """Puts rows into extract files and stamps them with the time of their sync.

    The chance here is a stream of its own: another writer of the same history draws another mess.
    """

    def __init__(self, spool: Spool, rng: Random, start_at: int, end_at: int) -> None:
        self.rng = rng
        self._spool = spool
        self._start, self._end = start_at, end_at
        days = extract_days(start_at, end_at)
        self._moments = [midnight(day) for day in days]
        self._parts = [day.isoformat() for day in days]
        self._runs: dict[int, tuple[str, str]] = {}

    def part(self, at: int) -> str:
        """Name the extract in which an event of that instant is first due."""
        return self._run(at)[0]

    def later(self, at: int) -> int | None:
        """Draw an instant days or weeks after; None if the last extract comes before it."""
        moved = max(at, self._start) + self.rng.randrange(DAY, 45 * DAY)
        return moved if moved < self._end else None

    def is_before_end(self, at: int) -> bool:
        """Tell whether an instant lies before the last extract."""
        return at < self._end

    def send(self, table: str, at: int, place: int, *cells: Cell) -> None:
        """Deliver one row about an event of that instant, once or, at times, otherwise.

        `place` (0 to 999) is the row's place inside its sync, its milliseconds.
        """
        chance = self.rng.random()
        if chance < SAME_FILE_TWICE + AGAIN_LATER + LATE:
            later = self.later(at)
            if chance < SAME_FILE_TWICE or later is None:
                self.put(table, at, place, *cells)
                self.put(table, at, place, *cells)
                return
            if chance < SAME_FILE_TWICE + AGAIN_LATER:
                self.put(table, at, place, *cells)
            self.put(table, later, place, *cells)
            return
        self.put(table, at, place, *cells)

    def put(self, table: str, at: int, place: int, *cells: Cell) -> None:
        """Deliver one row exactly once."""
        part, stamp = self._run(at)
        self._spool.add(table, part, (*cells, stamp + _MILLISECONDS[place]))

    def _run(self, at: int) -> tuple[str, str]:
        """Find part and time stamp of the sync run that sees an instant; it takes some minutes."""
        turn = -(-at // SYNC_EVERY)
        run = self._runs.get(turn)
        if run is None:
            due = max(turn * SYNC_EVERY, self._start)
            place = min(bisect_left(self._moments, due), len(self._parts) - 1)
            stamp = moment(due + turn * 37 % 600) or ""
            run = self._runs[turn] = (self._parts[place], stamp)
        return run
