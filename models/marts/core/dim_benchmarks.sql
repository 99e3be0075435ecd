with

kpis as (

    select * from {{ ref('dim_kpis') }}

),

targets as (

    select * from {{ ref('kpi_targets') }}

),

benchmarks as (

    select * from {{ ref('benchmarks') }}

),

unioned as (

    select
        'target_' || kpi_id || '_' || variant_id || '_'
        || cast(valid_from as {{ dbt.type_string() }}) as benchmark_id,
        kpi_id,
        variant_id,
        'target' as comparison_kind,
        'target' as statistic,
        'same_definition' as comparability,
        'all' as channel,
        cast(null as {{ dbt.type_string() }}) as industry,
        cast(null as {{ dbt.type_string() }}) as region,
        cast(null as {{ dbt.type_string() }}) as period,
        cast(null as {{ dbt.type_string() }}) as collection_method,
        cast(null as {{ dbt.type_string() }}) as publisher,
        cast(null as {{ dbt.type_string() }}) as report,
        cast(null as {{ dbt.type_string() }}) as address,
        target_value as benchmark_value,
        period_days,
        is_example,
        true as is_headline,
        valid_from,
        valid_to

    from targets

    union all

    select
        benchmark_id,
        kpi_id,
        variant_id,
        'benchmark' as comparison_kind,
        statistic,
        comparability,
        channel,
        industry,
        region,
        period,
        collection_method,
        publisher,
        report,
        address,
        benchmark_value,
        period_days,
        false as is_example,
        is_headline,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to

    from benchmarks

),

registered as (

    select
        unioned.benchmark_id,
        kpis.kpi_id,
        kpis.variant_id,
        unioned.comparison_kind,
        unioned.statistic,
        unioned.comparability,
        unioned.channel,
        unioned.industry,
        unioned.region,
        unioned.period,
        unioned.collection_method,
        unioned.publisher,
        unioned.report,
        unioned.address,
        unioned.benchmark_value,
        unioned.period_days,
        unioned.is_example,
        unioned.is_headline,
        unioned.valid_from,
        unioned.valid_to

    from unioned

    -- a figure that names no variant is held against the default one
    inner join kpis
        on unioned.kpi_id = kpis.kpi_id
        and (
            unioned.variant_id = kpis.variant_id
            or (unioned.variant_id is null and kpis.is_default_variant)
        )

)

select * from registered
