"""The lines of the scorecard: a month of every KPI, with what it is seen beside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb

from scripts.scorecard.percentiles import read_percentiles
from scripts.scorecard.references import read_references


class ScorecardError(Exception):
    """The build cannot be read; the message names the file and the remedy."""


@dataclass(frozen=True)
class Period:
    """A calendar month: its first day, and the first day after it."""

    starts_on: date
    ends_before: date

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.ends_before - self.starts_on).days

    @property
    def last_day(self) -> date:
        """Give the last day of the month."""
        return date.fromordinal(self.ends_before.toordinal() - 1)


@dataclass(frozen=True)
class Month:
    """What a variant came to in a month, against the month before; in its own unit."""

    value: float | None
    low: float | None = None
    high: float | None = None
    previous: float | None = None
    is_significant: bool = False
    is_mix: bool = False
    judged: Decimal | None = None
    pending: int = 0


@dataclass(frozen=True)
class Line:
    """One variant of one KPI on the scorecard; values in its own unit, None where undefined."""

    kpi_id: str
    kpi_name: str
    variant_id: str
    unit: str
    month: Month
    unavailable_reason: str | None
    median: float | None = None
    ninetieth: float | None = None
    target: float | None = None
    benchmark: float | None = None
    benchmark_source: str | None = None


MONTH = """
    select
        kpis.kpi_id, kpis.variant_id,
        periods.period_value * kpis.scale, periods.low * kpis.scale, periods.high * kpis.scale,
        periods.previous_value * kpis.scale,
        coalesce(periods.is_change_significant, false), coalesce(periods.simpson_flag, false),
        -- else the denominator is seconds, points or days, no number of things judged
        case when kpis.kind not in ('ratio', 'rolling_ratio', 'rate') then periods.denominator end,
        periods.pending_count
    from marts.dim_kpis as kpis
    inner join marts.fct_kpi_periods as periods
        on kpis.kpi_id = periods.kpi_id and kpis.variant_id = periods.variant_id
    where periods.period_type = 'month' and periods.period_starts_on = $starts_on
"""

#: Stocks and rates of customers go on where nothing happens any more.
BUSY_MONTHS = """
    select min(periods.period_starts_on), max(periods.period_starts_on)
    from marts.fct_kpi_periods as periods
    inner join marts.dim_kpis as kpis
        on periods.kpi_id = kpis.kpi_id and periods.variant_id = kpis.variant_id
    where periods.period_type = 'month' and periods.period_value is not null
        and kpis.kind in ('count', 'share', 'mean', 'ratio')
"""

KPIS = """
    select
        kpi_id, kpi_name, variant_id, unit, unavailable_reason,
        case when not has_denominator and is_available then 0 end as value_of_nothing
    from marts.dim_kpis
    where is_default_variant or $every_variant
    order by is_default_variant desc, kpi_id, variant_id
"""


@contextmanager
def open_build(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the build file read-only.

    Raises:
        ScorecardError: there is no build, another process is writing it, or it lacks a table.
    """
    path = warehouse / "build.duckdb"
    if not path.exists():
        raise ScorecardError(f"{path} does not exist: run `make build` first")
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.IOException as error:
        raise ScorecardError(f"{path} is in use: wait for the build to end ({error})") from error
    try:
        with connection:
            yield connection
    except duckdb.CatalogException as error:
        raise ScorecardError(f"the build is not complete: run `make build` ({error})") from error


def month_of(day: date) -> Period:
    """Return the calendar month that has `day` in it."""
    following = day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1, day=1)
    return Period(day.replace(day=1), following)


def month_before(day: date) -> Period:
    """Return the last calendar month that had ended when `day` began."""
    return month_of(date.fromordinal(day.replace(day=1).toordinal() - 1))


def as_of(connection: duckdb.DuckDBPyConnection) -> datetime:
    """Return the moment the build speaks of, UTC.

    Raises:
        ScorecardError: the build has no scorecard.
    """
    try:
        row = connection.execute("select max(as_of_at) from marts.dim_kpis").fetchone()
    except duckdb.CatalogException as error:
        raise ScorecardError("the build has no scorecard yet: run `make build`") from error
    if row is None or row[0] is None:
        raise ScorecardError("no KPI is registered in marts.dim_kpis: run `make build`")
    moment: datetime = row[0]
    return moment


def busy_months(connection: duckdb.DuckDBPyConnection) -> tuple[Period, Period] | None:
    """Return the first and the last month in which anything happened; None if nothing did."""
    first, last = connection.execute(BUSY_MONTHS).fetchall()[0]
    return (month_of(first), month_of(last)) if first else None


def read_month(
    connection: duckdb.DuckDBPyConnection, period: Period
) -> dict[tuple[str, str], Month]:
    """Return what each KPI and variant came to in one month."""
    rows = connection.execute(MONTH, {"starts_on": period.starts_on}).fetchall()
    return {(row[0], row[1]): Month(*row[2:]) for row in rows}


def read_lines(
    connection: duckdb.DuckDBPyConnection, period: Period, *, every_variant: bool
) -> list[Line]:
    """Return one line a KPI (and variant), of `period` against the month before it."""
    months = read_month(connection, period)
    percentiles = read_percentiles(connection, period.starts_on, period.ends_before)
    references = read_references(connection, period.last_day, period.days)
    lines = []
    for kpi_id, kpi_name, variant_id, unit, reason, nothing in connection.execute(
        KPIS, {"every_variant": every_variant}
    ).fetchall():
        median, ninetieth = percentiles.get((kpi_id, variant_id), (None, None))
        target = references.get((kpi_id, variant_id, "target"))
        benchmark = references.get((kpi_id, variant_id, "benchmark"))
        lines.append(
            Line(
                *(kpi_id, kpi_name, variant_id, unit),
                months.get((kpi_id, variant_id), Month(nothing)),
                reason,
                median=median,
                ninetieth=ninetieth,
                target=target.value if target else None,
                benchmark=benchmark.value if benchmark else None,
                benchmark_source=benchmark.source if benchmark else None,
            )
        )
    return lines
