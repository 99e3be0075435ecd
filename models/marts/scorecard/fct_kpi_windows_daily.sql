with

benchmarks as (

    select * from {{ ref('dim_benchmarks') }}

),

kpis as (

    select * from {{ ref('dim_kpis') }}

),

daily as (

    select * from {{ ref('fct_kpi_channels_daily') }}

),

offsets as (

    {{ dbt.generate_series(var('benchmark_window_days')) | indent(4) }}

),

scopes as (

    select
        kpi_id,
        variant_id,
        channel

    from benchmarks

    group by 1, 2, 3

),

-- what came before the first day of a KPI is not 0 but unknown
starts as (

    select
        kpi_id,
        variant_id,
        min(metric_date) as first_date

    from daily

    group by 1, 2

),

totals as (

    select
        scopes.kpi_id,
        scopes.variant_id,
        scopes.channel,
        daily.metric_date,
        sum(daily.numerator) as numerator,
        sum(daily.denominator) as denominator,
        sum(daily.sum_of_squares) as sum_of_squares

    from scopes

    inner join daily
        on scopes.kpi_id = daily.kpi_id
        and scopes.variant_id = daily.variant_id
        and scopes.channel in ('all', daily.channel)

    group by 1, 2, 3, 4

),

windowed as (

    select
        totals.kpi_id,
        totals.variant_id,
        totals.channel,
        {{ plus_days('totals.metric_date', 'cast(offsets.generated_number - 1 as integer)') }}
            as metric_date,
        cast(sum(totals.numerator) as decimal(38, 3)) as numerator,
        cast(sum(totals.denominator) as decimal(38, 3)) as denominator,
        cast(sum(totals.sum_of_squares) as decimal(38, 6)) as sum_of_squares

    from totals

    inner join kpis
        on totals.kpi_id = kpis.kpi_id
        and totals.variant_id = kpis.variant_id

    -- a stock holds for its own day alone
    inner join offsets
        on offsets.generated_number = 1
        or not kpis.is_stock

    group by 1, 2, 3, 4

)

select
    windowed.*,
    kpis.is_stock
    or windowed.metric_date >= {{ plus_days(
        'starts.first_date', var('benchmark_window_days') - 1
    ) | indent(4) }} as is_full_window

from windowed

inner join starts
    on windowed.kpi_id = starts.kpi_id
    and windowed.variant_id = starts.variant_id

inner join kpis
    on windowed.kpi_id = kpis.kpi_id
    and windowed.variant_id = kpis.variant_id

where windowed.metric_date <= {{ reporting_date(as_of_at()) }}
