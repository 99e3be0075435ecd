"""Weeks, months and signals of KPIs against what the oracle makes of its own daily facts."""

from __future__ import annotations

import duckdb

from tests.e2e.conftest import ROOT
from tests.e2e.customer_tables import compare_rows
from tests.e2e.facts import weighs_something
from tests.oracle.customer_facts import Truth
from tests.oracle.kpi_periods import kpi_periods, read_kinds
from tests.oracle.signals import kpi_signals

SUMS = ("numerator", "denominator", "pending_count")
TOLD = (
    *("period_value", "low", "high", "previous_value", "change", "change_low", "change_high"),
    *("is_change_significant", "simpson_flag", "is_complete", "is_final"),
)


def of_kpis(truth: Truth) -> str:
    return f"kpi_id in ({', '.join(repr(kpi) for kpi in truth.facts)})"


def compare_kpi_periods(connection: duckdb.DuckDBPyConnection, truth: Truth) -> list[str]:
    """Compare the periods in which anything was judged or waits for it."""
    expected = {
        key: (
            *(one.sums.numerator, one.sums.denominator, one.sums.pending, one.value),
            *(one.interval or (None, None)),
            *(one.previous, one.change, *(one.change_interval or (None, None))),
            *(one.is_significant, one.is_reversed, one.is_complete, one.is_final),
        )
        for key, one in kpi_periods(truth.facts, read_kinds(ROOT / "seeds"), truth.today).items()
        if weighs_something((one.sums.numerator, one.sums.denominator, None, one.sums.pending))
    }
    return compare_rows(
        connection,
        table="fct_kpi_periods",
        keys="kpi_id, variant_id, period_type, period_starts_on",
        values=", ".join([*SUMS, *TOLD]),
        expected=expected,
        at_least=2000,
        where=f"{of_kpis(truth)} and ({' or '.join(f'{name} <> 0' for name in SUMS)})",
    )


def compare_signals(connection: duckdb.DuckDBPyConnection, truth: Truth) -> list[str]:
    expected = {
        key: (one.count, one.value, one.adjusted, one.centre, one.lower, one.upper, one.is_signal)
        for key, one in kpi_signals(truth.facts, truth.today).items()
    }
    return compare_rows(
        connection,
        table="fct_kpi_signals_daily",
        keys="kpi_id, variant_id, metric_date",
        values="baseline_count, daily_value, adjusted_value, centre, lower, upper, is_signal",
        expected=expected,
        at_least=10_000,
        where=of_kpis(truth),
    )
