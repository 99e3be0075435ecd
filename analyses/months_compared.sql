-- What changed last month by more than chance, and where only the mix of channels did.
with

periods as (

    select * from {{ ref('fct_kpi_periods') }}

),

kpis as (

    select * from {{ ref('dim_kpis') }}

)

select
    kpis.kpi_name,
    kpis.variant_name,
    kpis.unit,
    periods.period_value * kpis.scale as last_month,
    periods.low * kpis.scale as low,
    periods.high * kpis.scale as high,
    periods.previous_value * kpis.scale as month_before,
    periods.change * kpis.scale as change,
    periods.change_low * kpis.scale as change_low,
    periods.change_high * kpis.scale as change_high,
    periods.is_change_significant,
    case when periods.change <> 0 then (periods.change > 0) = kpis.higher_is_better end
        as is_better,
    periods.simpson_flag,
    periods.denominator as judged,
    periods.pending_count,
    periods.is_final

from periods

inner join kpis
    on periods.kpi_id = kpis.kpi_id
    and periods.variant_id = kpis.variant_id

where
    periods.period_type = 'month'
    and periods.period_starts_on = cast({{ dbt.dateadd(
        'month', -1, dbt.date_trunc('month', reporting_date(as_of_at()))
    ) }} as date)

order by
    case when periods.is_change_significant then 0 else 1 end,
    case when kpis.is_default_variant then 0 else 1 end,
    kpis.kpi_name,
    kpis.variant_name
