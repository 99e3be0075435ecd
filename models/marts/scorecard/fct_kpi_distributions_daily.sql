with

variants as (

    select * from {{ ref('dim_kpis') }}

),

atoms as (
    {{ union_distributed_atoms() | indent(4) }}
),

binned as (

    select
        *,
        {{ duration_bin('numerator') | indent(8) }} as bin

    from atoms

    where denominator > 0

),

counted as (

    select
        kpi_id,
        variant_id,
        metric_date,
        channel,
        team_id,
        priority,
        customer_segment,
        bin,
        count(*) as atom_count

    from binned

    group by 1, 2, 3, 4, 5, 6, 7, 8

),

described as (

    select
        counted.kpi_id,
        counted.variant_id,
        variants.is_default_variant,
        counted.metric_date,
        counted.channel,
        counted.team_id,
        counted.priority,
        counted.customer_segment,
        counted.bin,
        cast(counted.atom_count as bigint) as atom_count

    from counted

    inner join variants
        on counted.kpi_id = variants.kpi_id
        and counted.variant_id = variants.variant_id

)

select * from described
