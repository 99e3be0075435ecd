"""Occupancy and schedule adherence: how agents' days add up, each second counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from tests.oracle.daily import Fact, Key
from tests.oracle.tickets import prefixed

HANDLING = ("on_contact", "wrap")
THERE = ("available", *HANDLING)
ASKED_FOR = (*THERE, "break", "training", "meeting")

#: Agent, start, end, what they did and what the rota asked for.
State = tuple[str, datetime, datetime, str, str | None]
Span = tuple[datetime, datetime]
#: Agent and day to seconds of the numerator and of the denominator.
Shares = dict[tuple[str, date], tuple[Decimal, Decimal]]


def united(spans: Iterable[Span]) -> Iterator[Span]:
    """Melt what overlaps or touches."""
    begin: datetime | None = None
    end = datetime.min
    for start, stop in sorted(spans):
        if begin is None or start > end:
            if begin is not None:
                yield begin, end
            begin, end = start, stop
        end = max(end, stop)
    if begin is not None:
        yield begin, end


@lru_cache(maxsize=10_000)
def day_and_end(moment: datetime, zone: ZoneInfo) -> tuple[date, datetime]:
    """Give the local day of a moment, and when it ends in UTC."""
    day = moment.replace(tzinfo=UTC).astimezone(zone).date()
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
    return day, midnight.astimezone(UTC).replace(tzinfo=None)


def add_up(spans: Iterable[Span], zone: ZoneInfo) -> dict[date, timedelta]:
    """Cut at local midnight and sum up by day."""
    days: dict[date, timedelta] = defaultdict(timedelta)
    for begin, end in united(spans):
        at = begin
        while at < end:
            day, midnight = day_and_end(at, zone)
            days[day] += min(midnight, end) - at
            at = midnight
    return days


def read_states(extracts: Path) -> list[State]:
    """Keep of each agent's stretches, from and to, the version in the latest extract."""
    latest: dict[tuple[str, datetime, datetime], State] = {}
    for path in sorted((extracts / "custom" / "agent_states").glob("*.parquet")):
        with duckdb.connect() as connection:
            rows = connection.execute(
                "select agent_id, started_at, ended_at, agent_state, scheduled_state"
                " from read_parquet(?)",
                [str(path)],
            ).fetchall()
        for row in rows:
            latest[row[0], row[1], row[2]] = row
    return list(latest.values())


def is_as_asked(did: str, asked: str) -> bool:
    """Tell whether the agent did what the rota asked for."""
    return did == asked or (did in THERE and asked in THERE)


def shares(rows: list[State], as_of: datetime, zone: ZoneInfo) -> tuple[Shares, Shares]:
    """Give each agent's day: on contacts of the time there for them, as asked of the rota."""
    spans: dict[str, tuple[dict[str, list[Span]], dict[str, list[Span]]]] = {}
    for agent, start, end, did, asked in rows:
        stop = min(end, as_of)
        if start >= stop:
            continue
        agent_id = str(prefixed(agent))
        if agent_id not in spans:
            spans[agent_id] = defaultdict(list), defaultdict(list)
        occupied, adhered = spans[agent_id]
        if did in THERE:
            occupied["all"].append((start, stop))
            if did in HANDLING:
                occupied["good"].append((start, stop))
        if asked in ASKED_FOR:
            adhered["all"].append((start, stop))
            if is_as_asked(did, asked):
                adhered["good"].append((start, stop))
    found: tuple[Shares, Shares] = ({}, {})
    for agent_id, kinds in spans.items():
        for kind, into in zip(kinds, found, strict=True):
            good = add_up(kind["good"], zone)
            for day, taken in add_up(kind["all"], zone).items():
                into[agent_id, day] = seconds(good.get(day, timedelta())), seconds(taken)
    return found


def seconds(taken: timedelta) -> Decimal:
    return Decimal(taken // timedelta(milliseconds=1)) / 1000


def daily_facts(by_agent: Shares, variant: str) -> dict[Key, Fact]:
    """Sum up by day; nobody here has a home team, and there is no interval, so no squares."""
    facts: dict[Key, Fact] = {}
    for (_, day), (good, whole) in by_agent.items():
        key = (variant, day, "not_applicable", "unknown", "not_applicable", "not_applicable")
        old = facts.get(key, (Decimal(0), Decimal(0), None, 0, None))
        final_on = day + timedelta(days=1)
        facts[key] = (old[0] + good, (old[1] or 0) + whole, None, 0, final_on)
    return facts
