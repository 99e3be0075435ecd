"""The last days on which a KPI was out of line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import duckdb

#: How many days back from the moment of the build.
DAYS = 7

#: The newest signal of each variant and how many there were; its limits are moved to its weekday.
#: A rate is spelled as a month of such days would be. Limits end where no value can lie: only
#: points may be below zero, and no share is above the whole. Other denominators than those of
#: shares and means are seconds, customers or the days of a window: nothing judged on that day.
SIGNALS = """
    with days as (
        select kpi_id, variant_id, metric_date, sum(denominator) as judged
        from marts.fct_kpi_channels_daily
        where metric_date >= $since
        group by 1, 2, 3
    ),
    signals as (
        select
            kpis.kpi_id, kpis.kpi_name, kpis.variant_id, kpis.unit, kpis.kind,
            signals.metric_date, signals.daily_value, signals.lower, signals.upper,
            signals.daily_value - signals.adjusted_value as weekday_effect,
            case when kpis.kind in ('share', 'mean') then days.judged end as judged,
            kpis.scale * case kpis.kind when 'rate' then 30 else 1 end as factor,
            count(*) over (partition by kpis.kpi_id, kpis.variant_id) as signal_count,
            row_number() over (
                partition by kpis.kpi_id, kpis.variant_id order by signals.metric_date desc
            ) as days_back
        from marts.fct_kpi_signals_daily as signals
        inner join marts.dim_kpis as kpis
            on signals.kpi_id = kpis.kpi_id and signals.variant_id = kpis.variant_id
        left join days
            on signals.kpi_id = days.kpi_id and signals.variant_id = days.variant_id
            and signals.metric_date = days.metric_date
        where signals.is_signal
            and signals.metric_date >= $since
            and (kpis.is_default_variant or $every_variant)
    )
    select
        kpi_name, variant_id, unit, metric_date, signal_count, judged, daily_value * factor,
        greatest((lower + weekday_effect) * factor, case when unit <> 'points' then 0 end),
        least((upper + weekday_effect) * factor, case when kind = 'share' then factor end)
    from signals
    where days_back = 1
    order by kpi_id, variant_id
"""


@dataclass(frozen=True)
class Signal:
    """The newest day on which a variant was out of line, and how many it judged."""

    kpi_name: str
    variant_id: str
    unit: str
    day: date
    day_count: int
    judged: Decimal | None
    value: float
    lower: float
    upper: float


def read_signals(
    connection: duckdb.DuckDBPyConnection, day: date, *, every_variant: bool
) -> list[Signal]:
    """Return who was out of line in the days before `day`."""
    since = day - timedelta(days=DAYS)
    rows = connection.execute(SIGNALS, {"since": since, "every_variant": every_variant}).fetchall()
    return [Signal(*row) for row in rows]
