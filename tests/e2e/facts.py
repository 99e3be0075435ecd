"""The rows of a daily fact against those that the oracle gives."""

from __future__ import annotations

from collections import Counter
from zoneinfo import ZoneInfo

import duckdb

from tests.oracle.daily import Fact, Key
from tests.oracle.durations import Duration, distribution

Facts = dict[Key, Fact]


def weighs_something(fact: tuple[object, ...]) -> bool:
    """Tell whether a row is more than a list of what was left out, which the oracle skips."""
    numerator, denominator, squares, pending = fact[:4]
    return bool(numerator or denominator or squares or pending)


def compare_facts(
    connection: duckdb.DuckDBPyConnection, kpi: str, expected: Facts, at_least: int = 1000
) -> list[str]:
    """Say which rows of a daily fact differ, the first ten with both sides."""
    rows = connection.execute(
        "select variant_id, metric_date, channel, team_id, priority, customer_segment,"
        " numerator, denominator, sum_of_squares, pending_count, final_on"
        f" from marts.fct_{kpi}_daily"
    ).fetchall()
    built = {row[:6]: row[6:] for row in rows}
    assert len(built) == len(rows)
    assert len(expected) > at_least
    differing = sorted(
        key
        for key in built.keys() | expected.keys()
        if built.get(key) != expected.get(key) and (key in expected or weighs_something(built[key]))
    )
    shown = [
        f"{key}\n  dbt:    {built.get(key)}\n  oracle: {expected.get(key)}"
        for key in differing[:10]
    ]
    by_variant = dict(Counter(key[0] for key in differing))
    return [f"{kpi}: {len(differing)} rows differ, {by_variant}", *shown] if differing else []


def compare_bins(
    connection: duckdb.DuckDBPyConnection, kpi: str, durations: list[Duration], zone: ZoneInfo
) -> list[str]:
    """Say which bins of a KPI hold another number of atoms."""
    rows = connection.execute(
        "select variant_id, metric_date, channel, team_id, priority, customer_segment, bin,"
        " atom_count from marts.fct_kpi_distributions_daily where kpi_id = ?",
        [kpi],
    ).fetchall()
    built = {row[:7]: row[7] for row in rows}
    assert len(built) == len(rows)
    expected = distribution(durations, zone)
    assert len(expected) > 1000
    return [
        f"{kpi}, bin {key}: dbt {built.get(key)}, oracle {expected.get(key)}"
        for key in sorted(built.keys() | expected.keys())
        if built.get(key) != expected.get(key)
    ][:10]


def compare_reasons(
    connection: duckdb.DuckDBPyConnection, expected: dict[tuple[str, str], str | None]
) -> list[str]:
    """Say which contacts are left out for another reason, or counted by one side only."""
    rows = connection.execute(
        "select variant_id, contact_id, exclusion_reason from marts.fct_fcr_contacts"
    ).fetchall()
    built = {row[:2]: row[2] for row in rows}
    assert len(built) == len(rows)
    assert len(set(expected.values())) > 5
    differing = [
        f"fcr, {key}: dbt {built.get(key, 'absent')}, oracle {expected.get(key, 'absent')}"
        for key in sorted(built.keys() | expected.keys())
        if built.get(key, "absent") != expected.get(key, "absent")
    ]
    return [f"fcr: {len(differing)} contacts differ", *differing[:10]] if differing else []
