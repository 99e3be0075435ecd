"""Roll the daily facts up to months, each KPI as its kind asks."""

from __future__ import annotations

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
class Line:
    """One variant of one KPI over two months; values in its own unit, None where undefined."""

    kpi_id: str
    kpi_name: str
    variant_id: str
    unit: str
    value: float | None
    previous: float | None
    judged: Decimal | None
    pending: int
    unavailable_reason: str | None
    median: float | None = None
    ninetieth: float | None = None
    target: float | None = None
    benchmark: float | None = None
    benchmark_source: str | None = None


#: Per kind, what a month is; `latest` holds the sums of the month's last day with a row.
VALUE_BY_KIND = """
    case kpis.kind
        when 'count' then sums.numerator
        when 'balance' then sums.last_numerator
        when 'rate' then sums.numerator / nullif(sums.denominator, 0) * $days
        when 'rolling_share' then sums.last_value
        when 'rolling_mean' then sums.last_value
        when 'rolling_ratio' then sums.last_value
        else sums.numerator / nullif(sums.denominator, 0)
    end * kpis.scale
"""

MONTH = f"""
    with sums as (
        select
            kpi_id,
            variant_id,
            cast(sum(numerator) as double) as numerator,
            cast(sum(denominator) as double) as denominator,
            cast(sum(case when metric_date = $last_day then numerator else 0 end) as double)
                as last_numerator,
            cast(sum(case when metric_date = $last_day then numerator else 0 end) as double)
            / nullif(cast(
                sum(case when metric_date = $last_day then denominator else 0 end) as double
            ), 0) as last_value,
            sum(pending_count) as pending_count
        from marts.fct_kpis_daily
        where metric_date >= $starts_on and metric_date < $ends_before
        group by 1, 2
    )
    select
        kpis.kpi_id, kpis.variant_id, {VALUE_BY_KIND} as value,
        -- of a ratio the denominator is seconds or points, no number of things judged
        case when kpis.kind not in ('ratio', 'rolling_ratio') then sums.denominator end as judged,
        sums.pending_count
    from marts.dim_kpis as kpis
    inner join sums on kpis.kpi_id = sums.kpi_id and kpis.variant_id = sums.variant_id
"""  # noqa: S608 - a constant of this module, not input

KPIS = """
    select
        kpi_id, kpi_name, variant_id, unit, unavailable_reason,
        case when not has_denominator and is_available then 0 end as value_of_nothing
    from marts.dim_kpis
    where is_default_variant or $every_variant
    order by is_default_variant desc, kpi_id, variant_id
"""


def open_build(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Open the build file read-only.

    Raises:
        ScorecardError: there is no build, or another process is writing it.
    """
    path = warehouse / "build.duckdb"
    if not path.exists():
        raise ScorecardError(f"{path} does not exist: run `make build` first")
    try:
        return duckdb.connect(str(path), read_only=True)
    except duckdb.IOException as error:
        raise ScorecardError(f"{path} is in use: wait for the build to end ({error})") from error


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


def read_month(
    connection: duckdb.DuckDBPyConnection, period: Period
) -> dict[tuple[str, str], tuple[float | None, Decimal | None, int]]:
    """Return value, denominator and pending count by KPI and variant of one month."""
    rows = connection.execute(
        MONTH,
        {
            "starts_on": period.starts_on,
            "ends_before": period.ends_before,
            "last_day": period.last_day,
            "days": period.days,
        },
    ).fetchall()
    return {(row[0], row[1]): (row[2], row[3], row[4]) for row in rows}


def read_lines(
    connection: duckdb.DuckDBPyConnection, period: Period, *, every_variant: bool
) -> list[Line]:
    """Return one line a KPI (and variant), of `period` against the month before it.

    Raises:
        ScorecardError: the build lacks a table, because an older version made it.
    """
    try:
        now = read_month(connection, period)
        before = read_month(connection, month_before(period.starts_on))
        percentiles = read_percentiles(connection, period.starts_on, period.ends_before)
        references = read_references(connection, period.last_day, period.days)
    except duckdb.CatalogException as error:
        raise ScorecardError(f"the build is not complete: run `make build` ({error})") from error
    lines = []
    for kpi_id, kpi_name, variant_id, unit, reason, none in connection.execute(
        KPIS, {"every_variant": every_variant}
    ).fetchall():
        nothing = (none, None, 0)
        value, judged, pending = now.get((kpi_id, variant_id), nothing)
        previous, _, _ = before.get((kpi_id, variant_id), nothing)
        median, ninetieth = percentiles.get((kpi_id, variant_id), (None, None))
        target = references.get((kpi_id, variant_id, "target"))
        benchmark = references.get((kpi_id, variant_id, "benchmark"))
        lines.append(
            Line(
                *(kpi_id, kpi_name, variant_id, unit, value, previous, judged, pending, reason),
                median=median,
                ninetieth=ninetieth,
                target=target.value if target else None,
                benchmark=benchmark.value if benchmark else None,
                benchmark_source=benchmark.source if benchmark else None,
            )
        )
    return lines
