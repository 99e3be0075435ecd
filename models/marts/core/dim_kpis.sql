with

kpis as (

    select * from {{ ref('kpis') }}

),

variants as (

    select * from {{ ref('kpi_variants') }}

),

ports as (

    select * from {{ ref('int_port_rows_counted') }}

),

signals as (

    select * from {{ ref('int_signals_counted') }}

),

wanted as (

    select * from {{ ref('kpi_signals') }}

),

missing as (

    select
        kpis.kpi_id,
        min(ports.delivered_as || coalesce(' (' || ports.gap_reason || ')', '')) as told

    from kpis

    inner join ports
        on ' ' || kpis.needed_ports || ' ' like '% ' || ports.port || ' %'

    where ports.row_count = 0

    group by 1

),

silent as (

    select
        wanted.kpi_id,
        wanted.variant_id,
        {{ dbt.listagg(
            "signals.signal_name || coalesce(' (' || signals.gap_reason || ')', '')",
            "' or '",
            'order by signals.signal_name'
        ) }} as told

    from wanted

    inner join signals
        on wanted.signal_name = signals.signal_name

    group by 1, 2

    -- one of them is enough
    having max(signals.row_count) = 0

),

registered as (

    select
        kpis.kpi_id,
        variants.variant_id,
        kpis.kpi_name,
        variants.variant_name,
        coalesce(variants.kind, kpis.kind) as kind,
        coalesce(variants.unit, kpis.unit) as unit,
        kpis.anchor,
        kpis.owner,
        'no vendor delivered ' || coalesce(missing.told, silent.told) as unavailable_reason,
        cast(coalesce(variants.scale, kpis.scale) as integer) as scale,
        variants.is_default_variant,
        coalesce(variants.higher_is_better, kpis.higher_is_better) as higher_is_better,
        coalesce(variants.kind, kpis.kind) not in ('count', 'balance') as has_denominator,
        coalesce(variants.kind, kpis.kind)
        in ('balance', 'rolling_share', 'rolling_mean', 'rolling_ratio') as is_stock,
        coalesce(variants.kind, kpis.kind)
        in ('share', 'mean', 'rolling_share', 'rolling_mean') as has_interval,
        coalesce(missing.told, silent.told) is null as is_available,
        {{ as_of_at() }} as as_of_at

    from kpis

    inner join variants
        on kpis.kpi_id = variants.kpi_id

    left join missing
        on kpis.kpi_id = missing.kpi_id

    left join silent
        on variants.kpi_id = silent.kpi_id
        and variants.variant_id = silent.variant_id

)

select * from registered
