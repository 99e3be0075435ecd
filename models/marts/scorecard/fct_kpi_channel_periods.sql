{%- set today = reporting_date(as_of_at()) -%}
with

daily as (

    select * from {{ ref('fct_kpi_channels_daily') }}

    where metric_date <= {{ today }}

),

kpis as (

    select * from {{ ref('dim_kpis') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

),

placed as (

    select
        *,
        'week' as period_type,
        {{ plus_days('metric_date', '1 - ' ~ iso_weekday('metric_date')) }} as period_starts_on

    from daily

    union all

    select
        *,
        'month' as period_type,
        cast({{ dbt.date_trunc('month', 'metric_date') }} as date) as period_starts_on

    from daily

),

summed as (

    select
        placed.kpi_id,
        placed.variant_id,
        placed.period_type,
        placed.period_starts_on,
        placed.channel,
        periods.previous_starts_on,
        kpis.has_denominator,
        cast(sum(placed.numerator) as decimal(38, 3)) as numerator,
        cast(sum(placed.denominator) as decimal(38, 3)) as denominator,
        cast(sum(placed.sum_of_squares) as decimal(38, 6)) as sum_of_squares,
        cast(sum(placed.pending_count) as bigint) as pending_count,
        case when count(*) = count(placed.final_on) then max(placed.final_on) end as final_on

    from placed

    inner join kpis
        on placed.kpi_id = kpis.kpi_id
        and placed.variant_id = kpis.variant_id

    -- a stock is that of the last day; while the period runs, that of today
    inner join periods
        on placed.period_type = periods.period_type
        and placed.period_starts_on = periods.period_starts_on
        and (
            not kpis.is_stock
            or placed.metric_date = least(periods.period_ends_on, {{ today }})
        )

    group by 1, 2, 3, 4, 5, 6, 7

),

valued as (

    select
        *,
        {{ kpi_value('numerator', 'denominator', 'has_denominator') | indent(8) }} as kpi_value

    from summed

)

select
    valued.kpi_id,
    valued.variant_id,
    valued.period_type,
    valued.period_starts_on,
    valued.channel,
    valued.numerator,
    valued.denominator,
    valued.sum_of_squares,
    valued.pending_count,
    valued.kpi_value,
    valued.kpi_value - earlier.kpi_value as change,
    valued.final_on

from valued

left join valued as earlier
    on valued.kpi_id = earlier.kpi_id
    and valued.variant_id = earlier.variant_id
    and valued.period_type = earlier.period_type
    and valued.previous_starts_on = earlier.period_starts_on
    and valued.channel = earlier.channel
