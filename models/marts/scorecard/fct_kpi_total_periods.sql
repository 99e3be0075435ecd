{%- set today = reporting_date(as_of_at()) -%}
with

channels as (

    select * from {{ ref('fct_kpi_channel_periods') }}

),

kpis as (

    select * from {{ ref('dim_kpis') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

    where period_starts_on <= {{ today }}

),

summed as (

    select
        kpi_id,
        variant_id,
        period_type,
        period_starts_on,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        sum(sum_of_squares) as sum_of_squares,
        sum(pending_count) as pending_count,
        count(case when final_on <= {{ today }} then 1 end) = count(*) as is_settled,

        -- the channels that were there in the period before too, and which way they went
        count(change) as compared_count,
        count(case when change > 0 then 1 end) as risen_count,
        count(case when change < 0 then 1 end) as fallen_count

    from channels

    group by 1, 2, 3, 4

),

starts as (

    select
        kpi_id,
        variant_id,
        period_type,
        min(period_starts_on) as first_starts_on

    from summed

    group by 1, 2, 3

),

-- a period in which nothing happened stands between the others
filled as (

    select
        starts.kpi_id,
        starts.variant_id,
        starts.period_type,
        periods.period_starts_on,
        periods.period_ends_on,
        periods.previous_starts_on,
        periods.day_count,
        kpis.kind,
        kpis.has_denominator,
        cast(coalesce(summed.numerator, 0) as decimal(38, 3)) as numerator,
        case
            when kpis.has_denominator
                then cast(coalesce(summed.denominator, 0) as decimal(38, 3))
        end as denominator,
        cast(coalesce(summed.sum_of_squares, 0) as decimal(38, 6)) as sum_of_squares,
        cast(coalesce(summed.pending_count, 0) as bigint) as pending_count,
        cast(coalesce(summed.compared_count, 0) as integer) as compared_count,
        cast(coalesce(summed.risen_count, 0) as integer) as risen_count,
        cast(coalesce(summed.fallen_count, 0) as integer) as fallen_count,
        periods.is_complete,
        periods.is_complete and coalesce(summed.is_settled, true) as is_final

    from starts

    inner join periods
        on starts.period_type = periods.period_type
        and starts.first_starts_on <= periods.period_starts_on

    inner join kpis
        on starts.kpi_id = kpis.kpi_id
        and starts.variant_id = kpis.variant_id

    left join summed
        on starts.kpi_id = summed.kpi_id
        and starts.variant_id = summed.variant_id
        and starts.period_type = summed.period_type
        and periods.period_starts_on = summed.period_starts_on

)

select
    filled.*,
    {{ kpi_value('filled.numerator', 'filled.denominator', 'filled.has_denominator') | indent(4) }}
    * case filled.kind when 'rate' then filled.day_count else 1 end as own_value,
    {{ kpi_bound('filled.kind', 'filled', -1) | indent(4) }} as low,
    {{ kpi_bound('filled.kind', 'filled', 1) | indent(4) }} as high

from filled
