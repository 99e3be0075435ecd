{#- Eight weeks, so that every weekday is in the baseline equally often. -#}
{%- set week_count = 8 -%}
{%- set exact = 'decimal(28, 9)' -%}
{%- set in_order = 'over (partition by kpi_id, variant_id order by metric_date)' -%}
{%- set before = 'over (partition by kpi_id, variant_id order by metric_date rows between '
    ~ week_count * 7 ~ ' preceding and 1 preceding)' -%}
{%- set same_weekday = 'over (partition by kpi_id, variant_id, iso_weekday order by metric_date '
    ~ 'rows between ' ~ (week_count - 1) ~ ' preceding and current row)' -%}
with

daily as (

    select * from {{ ref('fct_kpi_channels_daily') }}

    -- today is not over yet
    where metric_date < {{ reporting_date(as_of_at()) }}

),

kpis as (

    select * from {{ ref('dim_kpis') }}

),

dates as (

    select * from {{ ref('dim_dates') }}

),

-- decimals, for a sum of doubles depends on its order
valued as (

    select
        daily.kpi_id,
        daily.variant_id,
        daily.metric_date,
        cast({{ kpi_value(
            'sum(daily.numerator)', 'sum(daily.denominator)', 'kpis.has_denominator'
        ) | indent(8) }} as {{ exact }}) as daily_value

    from daily

    inner join kpis
        on daily.kpi_id = kpis.kpi_id
        and daily.variant_id = kpis.variant_id

    group by daily.kpi_id, daily.variant_id, daily.metric_date, kpis.has_denominator

),

spanned as (

    select
        kpi_id,
        variant_id,
        min(metric_date) as first_date,
        max(metric_date) as last_date

    from valued

    group by kpi_id, variant_id

),

-- every day has a row, so that so many rows back is so many days back
filled as (

    select
        spanned.kpi_id,
        spanned.variant_id,
        dates.iso_weekday,
        dates.date_day as metric_date,
        valued.daily_value

    from spanned

    inner join dates
        on spanned.first_date <= dates.date_day
        and spanned.last_date >= dates.date_day

    left join valued
        on spanned.kpi_id = valued.kpi_id
        and spanned.variant_id = valued.variant_id
        and dates.date_day = valued.metric_date

)

select
    kpi_id,
    variant_id,
    metric_date,
    cast(count(daily_value) {{ before }} as integer) as baseline_count,
    daily_value,

    -- null next to a gap
    cast(daily_value - lag(daily_value) {{ in_order }} as {{ exact }}) as step,
    cast(
        cast(sum(daily_value) {{ before }} as {{ type_double() }})
        / nullif(count(daily_value) {{ before }}, 0) as {{ exact }}
    ) as baseline_mean,
    cast(
        cast(sum(daily_value) {{ same_weekday }} as {{ type_double() }})
        / nullif(count(daily_value) {{ same_weekday }}, 0) as {{ exact }}
    ) as weekday_mean

from filled
