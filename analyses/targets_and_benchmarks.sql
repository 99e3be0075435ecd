-- Where we stand now against our targets and published figures: the latest day of each.
with

comparisons as (

    select * from {{ ref('fct_benchmarks_daily') }}

),

kpis as (

    select * from {{ ref('dim_kpis') }}

),

benchmarks as (

    select * from {{ ref('dim_benchmarks') }}

),

ranked as (

    select
        *,

        row_number() over (
            partition by kpi_id, variant_id, benchmark_id
            order by metric_date desc
        ) as days_back

    from comparisons

)

select
    kpis.kpi_name,
    kpis.variant_name,
    kpis.unit,
    ranked.comparison_kind,
    ranked.verdict,
    ranked.comparability,
    ranked.own_value * kpis.scale as own_value,
    ranked.own_low * kpis.scale as own_low,
    ranked.own_high * kpis.scale as own_high,
    ranked.benchmark_value * kpis.scale as benchmark_value,
    ranked.channel,
    benchmarks.publisher,
    benchmarks.report,
    benchmarks.period,
    ranked.metric_date

from ranked

inner join kpis
    on ranked.kpi_id = kpis.kpi_id
    and ranked.variant_id = kpis.variant_id

inner join benchmarks
    on ranked.kpi_id = benchmarks.kpi_id
    and ranked.variant_id = benchmarks.variant_id
    and ranked.benchmark_id = benchmarks.benchmark_id

where ranked.days_back = 1

order by kpis.kpi_name, kpis.variant_name, ranked.comparison_kind, ranked.benchmark_id
