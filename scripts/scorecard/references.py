"""The targets and benchmarks that a month is shown beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

#: Rates and counts grow with the days they are for; one that does not say them is not shown.
REFERENCES = """
    select
        kpis.kpi_id, kpis.variant_id, benchmarks.comparison_kind, benchmarks.comparability,
        cast(benchmarks.benchmark_value as double) * kpis.scale * case
            when kpis.kind in ('rate', 'count') then $days / benchmarks.period_days else 1
        end as value,
        concat_ws(
            ', ', benchmarks.publisher, nullif(benchmarks.industry, 'all'),
            nullif(benchmarks.region, 'unstated'), nullif(benchmarks.channel, 'all'),
            benchmarks.period
        ) as source
    from marts.dim_benchmarks as benchmarks
    inner join marts.dim_kpis as kpis
        on benchmarks.kpi_id = kpis.kpi_id and benchmarks.variant_id = kpis.variant_id
    where benchmarks.is_headline
        and benchmarks.comparability in ('same_definition', 'indicative')
        and coalesce(benchmarks.valid_from <= $day, true)
        and coalesce(benchmarks.valid_to > $day, true)
"""


@dataclass(frozen=True)
class Reference:
    """A figure to hold a KPI against, in the KPI's unit; `source` for those of others."""

    value: float | None
    source: str


def read_references(
    connection: duckdb.DuckDBPyConnection, day: date, days: int
) -> dict[tuple[str, str, str], Reference]:
    """Return what is in force on `day`, for a period of `days`, by KPI, variant and kind."""
    rows = connection.execute(REFERENCES, {"day": day, "days": days}).fetchall()
    return {
        (kpi_id, variant_id, kind): Reference(
            value, f"{'~' if comparability == 'indicative' else ''}{source}"
        )
        for kpi_id, variant_id, kind, comparability, value, source in rows
    }
