"""A build file made by hand, with as much of a scorecard as the script reads."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import duckdb
from typer.testing import CliRunner, Result

from scripts.scorecard.command import app
from scripts.scorecard.months import Line, Period, read_lines
from scripts.scorecard.percentiles import GROWTH

TABLES = """
    create schema marts;
    create table marts.dim_kpis (
        kpi_id text, variant_id text, kpi_name text, kind text, unit text, unavailable_reason text,
        scale integer, is_default_variant boolean, has_denominator boolean, is_available boolean,
        as_of_at timestamp
    );
    create table marts.fct_kpi_periods (
        kpi_id text, variant_id text, period_type text, period_starts_on date,
        denominator decimal(38, 3), pending_count bigint,
        period_value double, low double, high double, previous_value double,
        is_change_significant boolean, simpson_flag boolean
    );
    create table marts.fct_kpi_signals_daily (
        kpi_id text, variant_id text, metric_date date, daily_value double,
        adjusted_value double, lower double, upper double, is_signal boolean
    );
    create table marts.fct_kpi_channels_daily (
        kpi_id text, variant_id text, metric_date date, channel text, denominator decimal(38, 3)
    );
    create table marts.fct_kpi_distributions_daily (
        kpi_id text, variant_id text, metric_date date, bin integer, atom_count bigint
    );
    create table marts.dim_benchmarks (
        kpi_id text, variant_id text, comparison_kind text, comparability text, publisher text,
        industry text, region text, channel text, period text, benchmark_value decimal(18, 6),
        period_days integer, is_headline boolean, valid_from date, valid_to date
    );
"""


class Board:
    """A build file in the making; the build speaks of 15 February 2026."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.connection = duckdb.connect(str(folder / "build.duckdb"))
        self.connection.execute(TABLES)

    def kpi(
        self, kpi: str, kind: str, unit: str = "%", scale: int = 1, reason: str | None = None
    ) -> None:
        self.connection.execute(
            "insert into marts.dim_kpis values"
            " (?, 'v', ?, ?, ?, ?, ?, true, ?, ?, '2026-02-15 08:00:00')",
            [
                *(kpi, kpi.title(), kind, unit, reason, scale),
                *(kind not in ("count", "balance"), reason is None),
            ],
        )

    def month(
        self, kpi: str, starts_on: date, value: float | None, *, judged: float | None = None,
        pending: int = 0, interval: tuple[float, float] | None = None,
        previous: float | None = None, is_significant: bool | None = None,
        is_mix: bool | None = None, period_type: str = "month",
    ) -> None:  # fmt: skip
        self.connection.execute(
            "insert into marts.fct_kpi_periods values (?, 'v', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(kpi, period_type, starts_on, judged, pending, value),
                *(interval or (None, None)),
                *(previous, is_significant, is_mix),
            ],
        )

    def signal(self, kpi: str, day: date, value: float, weekday_effect: float,
               limits: tuple[float, float], *, is_signal: bool | None = True) -> None:  # fmt: skip
        self.connection.execute(
            "insert into marts.fct_kpi_signals_daily values (?, 'v', ?, ?, ?, ?, ?, ?)",
            [kpi, day, value, value - weekday_effect, *limits, is_signal],
        )

    def judged(self, kpi: str, day: date, *counts: int) -> None:
        """Write how many were judged on a day, by channel."""
        self.connection.executemany(
            "insert into marts.fct_kpi_channels_daily values (?, 'v', ?, ?, ?)",
            [[kpi, day, f"channel {place}", count] for place, count in enumerate(counts)],
        )

    def waits(self, kpi: str, day: date, seconds: list[float]) -> None:
        bins = [math.ceil(math.log(s * 1000) / math.log(GROWTH)) if s > 0 else -1 for s in seconds]
        self.connection.executemany(
            "insert into marts.fct_kpi_distributions_daily values (?, 'v', ?, ?, 1)",
            [[kpi, day, number] for number in bins],
        )

    def figure(
        self, kpi: str, kind: str, value: float, comparability: str = "same_definition",
        days: int | None = None, since: date | None = None, until: date | None = None,
    ) -> None:  # fmt: skip
        publisher = "Acme" if kind == "benchmark" else None
        self.connection.execute(
            "insert into marts.dim_benchmarks values"
            " (?, 'v', ?, ?, ?, 'all', 'UK', 'all', '2024', ?, ?, true, ?, ?)",
            [kpi, kind, comparability, publisher, value, days, since, until],
        )

    def line(self, period: Period) -> Line:
        (line,) = read_lines(self.connection, period, every_variant=False)
        return line

    def show(self, *arguments: str) -> Result:
        self.connection.close()
        return CliRunner().invoke(app, ["--warehouse", str(self.folder), *arguments])
