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

missing as (

    select
        kpis.kpi_id,
        min(ports.port) as port

    from kpis

    inner join ports
        on ' ' || kpis.needed_ports || ' ' like '% ' || ports.port || ' %'

    where ports.row_count = 0

    group by 1

),

registered as (

    select
        kpis.kpi_id,
        variants.variant_id,
        kpis.kpi_name,
        variants.variant_name,
        kpis.kind,
        kpis.unit,
        kpis.anchor,
        kpis.owner,
        case when missing.port is not null then 'no vendor delivered ' || missing.port end
            as unavailable_reason,
        cast(kpis.scale as integer) as scale,
        variants.is_default_variant,
        kpis.higher_is_better,
        kpis.kind not in ('count', 'balance') as has_denominator,
        missing.port is null as is_available,
        {{ as_of_at() }} as as_of_at

    from kpis

    inner join variants
        on kpis.kpi_id = variants.kpi_id

    left join missing
        on kpis.kpi_id = missing.kpi_id

)

select * from registered
