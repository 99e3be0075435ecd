-- The last full month against the month before, by team: every default KPI in its own unit.
{%- set this_month = dbt.date_trunc('month', reporting_date(as_of_at())) %}
with

daily as (

    select * from {{ ref('fct_kpis_daily') }}

),

kpis as (

    select * from {{ ref('dim_kpis') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

dates as (

    select * from {{ ref('dim_dates') }}

),

months as (

    select
        month_starts_on,
        max(date_day) as last_day,
        count(*) as day_count,
        row_number() over (order by month_starts_on desc) as months_ago

    from dates

    where date_day < {{ this_month }}

    group by 1

),

summed as (

    select
        daily.kpi_id,
        daily.variant_id,
        daily.team_id,
        months.months_ago,
        months.day_count,
        kpis.has_denominator,
        kpis.kind,
        sum(daily.pending_count) as pending_count,
        {{ kpi_value(
            'sum(daily.numerator)', 'sum(daily.denominator)', 'kpis.has_denominator'
        ) | indent(8) }} * case kpis.kind when 'rate' then months.day_count else 1 end as own_value

    from daily

    inner join kpis
        on daily.kpi_id = kpis.kpi_id
        and daily.variant_id = kpis.variant_id

    -- stocks are not added up over days: the last one stands for the month
    inner join months
        on daily.metric_date >= months.month_starts_on
        and daily.metric_date <= months.last_day
        and (not kpis.is_stock or daily.metric_date = months.last_day)

    where daily.is_default_variant and months.months_ago <= 2

    group by 1, 2, 3, 4, 5, 6, 7

),

compared as (

    select
        kpi_id,
        variant_id,
        team_id,
        max(case when months_ago = 1 then own_value end) as last_month,
        max(case when months_ago = 2 then own_value end) as month_before,
        max(case when months_ago = 1 then pending_count end) as pending_count

    from summed

    group by 1, 2, 3

)

select
    kpis.kpi_name,
    kpis.unit,
    coalesce(teams.team_name, compared.team_id) as team,
    compared.last_month * kpis.scale as last_month,
    compared.month_before * kpis.scale as month_before,
    compared.pending_count

from compared

inner join kpis
    on compared.kpi_id = kpis.kpi_id
    and compared.variant_id = kpis.variant_id

left join teams
    on compared.team_id = teams.team_id

order by 1, 3
