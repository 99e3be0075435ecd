"""Percentiles of a period from the bins of its days."""

from __future__ import annotations

import math
from datetime import date

import duckdb

#: Growth of the bins: durations in one of them lie within 1 % of the value that stands for it.
GROWTH = 1.01 / 0.99

#: The bin of the value that at least half, and at least nine tenths, do not exceed.
BINS = """
    with bins as (
        select kpi_id, variant_id, bin, sum(atom_count) as atoms
        from marts.fct_kpi_distributions_daily
        where metric_date >= $starts_on and metric_date < $ends_before
        group by 1, 2, 3
    ),
    ranked as (
        select
            *,
            sum(atoms) over (partition by kpi_id, variant_id order by bin) as atoms_up_to,
            sum(atoms) over (partition by kpi_id, variant_id) as all_atoms
        from bins
    )
    select
        kpi_id, variant_id,
        min(case when atoms_up_to * 2 >= all_atoms then bin end) as median_bin,
        min(case when atoms_up_to * 10 >= all_atoms * 9 then bin end) as ninetieth_bin
    from ranked
    group by 1, 2
"""


def bin_seconds(number: int) -> float:
    """Return the seconds that stand for a bin."""
    if number < 0:
        return 0.0
    return 2 * math.pow(GROWTH, number) / (GROWTH + 1) / 1000


def read_percentiles(
    connection: duckdb.DuckDBPyConnection, starts_on: date, ends_before: date
) -> dict[tuple[str, str], tuple[float, float]]:
    """Return median and 90th percentile, in seconds, by KPI and variant."""
    rows = connection.execute(BINS, {"starts_on": starts_on, "ends_before": ends_before}).fetchall()
    return {(row[0], row[1]): (bin_seconds(row[2]), bin_seconds(row[3])) for row in rows}
