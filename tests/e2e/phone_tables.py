"""The half hours, agents' days and issues of a build against those that the oracle gives."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TypeVar

import duckdb

from tests.oracle.agent_time import Shares
from tests.oracle.fcr import Issues
from tests.oracle.half_hours import HalfHour

K = TypeVar("K")
V = TypeVar("V")

COUNTS = (
    *("offered", "answered", "abandoned", "callback", "flow_out", "voicemail", "in_queue"),
    *("short_abandoned", "recovered_abandon", "transferred"),
)
SUMS = ("answered_wait", "abandoned_wait", "talk", "hold", "wrap")


def differences(what: str, built: dict[K, V], expected: dict[K, V]) -> list[str]:
    """Say which keys differ, the first ten with both sides."""
    assert len(expected) > 1000
    keys = [key for key in built.keys() | expected.keys() if built.get(key) != expected.get(key)]
    shown = [
        f"{key}\n  dbt:    {built.get(key)}\n  oracle: {expected.get(key)}"
        for key in sorted(keys, key=str)[:10]
    ]
    return [f"{what}: {len(keys)} differ", *shown] if keys else []


def compare_agent_days(
    connection: duckdb.DuckDBPyConnection, kpi: str, expected: Shares
) -> list[str]:
    rows = connection.execute(
        "select agent_id, metric_date, sum(numerator), sum(denominator)"
        f" from marts.fct_{kpi}_states group by 1, 2 having sum(denominator) <> 0"
    ).fetchall()
    return differences(f"{kpi} by agent", {row[:2]: row[2:] for row in rows}, expected)


def compare_half_hours(
    connection: duckdb.DuckDBPyConnection,
    counts: dict[HalfHour, Counter[str]],
    sums: dict[HalfHour, dict[str, Decimal]],
    within: Counter[tuple[HalfHour, int, str]],
) -> list[str]:
    columns = [f"{name}_count" for name in COUNTS] + [f"{name}_seconds" for name in SUMS]
    rows = connection.execute(
        f"select team_id, channel, interval_starts_at, {', '.join(columns)}"
        " from marts.fct_call_intervals where offered_count > 0"
    ).fetchall()
    expected = {
        key: (*(found[name] for name in COUNTS), *(sums[key].get(name) for name in SUMS))
        for key, found in counts.items()
    }
    problems = differences("half hours", {row[:3]: row[3:] for row in rows}, expected)
    rows = connection.execute("""
        select
            team_id, channel, interval_starts_at, threshold_seconds,
            answered_within_count, abandoned_within_count
        from marts.fct_call_interval_thresholds
        where answered_within_count + abandoned_within_count > 0
    """).fetchall()
    limits: dict[tuple[HalfHour, int], tuple[int, int]] = {}
    for key, limit, _ in within:
        pair = within[key, limit, "answered"], within[key, limit, "abandoned"]
        if any(pair):
            limits[key, limit] = pair
    built = {(row[:3], int(row[3])): row[4:] for row in rows}
    return problems + differences("waits within limits", built, limits)


def compare_issues(connection: duckdb.DuckDBPyConnection, expected: Issues) -> list[str]:
    rows = connection.execute(
        "select issue_id, contact_count, unserved_count from marts.fct_issues"
    ).fetchall()
    return differences("issues", {row[0]: row[1:] for row in rows}, expected)
