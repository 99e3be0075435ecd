{%- set window_days = var('benchmark_window_days') -%}
with

benchmarks as (

    select * from {{ ref('dim_benchmarks') }}

),

kpis as (

    select * from {{ ref('dim_kpis') }}

),

windows as (

    select * from {{ ref('fct_kpi_windows_daily') }}

),

measured as (

    select
        benchmarks.*,
        kpis.kind,
        kpis.has_interval,
        kpis.higher_is_better,
        windows.metric_date,
        windows.is_full_window,
        windows.numerator,
        windows.denominator,
        {{ kpi_value(
            'windows.numerator', 'windows.denominator', 'kpis.has_denominator'
        ) | indent(8) }} * case kpis.kind
            when 'rate' then coalesce(benchmarks.period_days, {{ window_days }})
            when 'count' then coalesce(benchmarks.period_days / {{ window_days }}.0, 1)
            else 1
        end as own_value,
        {{ kpi_bound('kpis.kind', 'windows', -1) | indent(8) }} as own_low,
        {{ kpi_bound('kpis.kind', 'windows', 1) | indent(8) }} as own_high

    from windows

    inner join benchmarks
        on windows.kpi_id = benchmarks.kpi_id
        and windows.variant_id = benchmarks.variant_id
        and windows.channel = benchmarks.channel
        and windows.metric_date >= coalesce(benchmarks.valid_from, windows.metric_date)
        and windows.metric_date < coalesce(benchmarks.valid_to, cast('9999-12-31' as date))

    inner join kpis
        on windows.kpi_id = kpis.kpi_id
        and windows.variant_id = kpis.variant_id

    where windows.denominator > 0 or not kpis.has_denominator

),

placed as (

    select
        *,

        -- what has no interval is taken as it is by its own target, and by no benchmark
        case
            when comparability <> 'same_definition' or higher_is_better is null
                then 'not_comparable'
            when not has_interval and comparison_kind = 'benchmark'
                then 'not_comparable'
            when not is_full_window then 'short_window'
            when not has_interval and own_value > benchmark_value
                then 'above'
            when not has_interval and own_value < benchmark_value
                then 'below'
            when own_low > benchmark_value then 'above'
            when own_high < benchmark_value then 'below'
            else 'no_clear_difference'
        end as place

    from measured

),

judged as (

    select
        kpi_id,
        variant_id,
        benchmark_id,
        metric_date,
        channel,
        comparison_kind,
        comparability,
        case
            when place not in ('above', 'below') then place
            when (place = 'above') = higher_is_better then 'better'
            else 'worse'
        end as verdict,
        numerator,
        denominator,
        own_value,
        own_low,
        own_high,
        cast(benchmark_value as {{ type_double() }}) as benchmark_value

    from placed

)

select * from judged
