-- The one pass over the daily facts: windows, periods and signals read this, which is far smaller.
with

daily as (

    select * from {{ ref('fct_kpis_daily') }}

),

summed as (

    select
        kpi_id,
        variant_id,
        metric_date,
        channel,
        cast(sum(numerator) as decimal(38, 3)) as numerator,
        cast(sum(denominator) as decimal(38, 3)) as denominator,
        cast(sum(sum_of_squares) as decimal(38, 6)) as sum_of_squares,
        cast(sum(pending_count) as bigint) as pending_count,
        case when count(*) = count(final_on) then max(final_on) end as final_on

    from daily

    group by 1, 2, 3, 4

)

select * from summed
