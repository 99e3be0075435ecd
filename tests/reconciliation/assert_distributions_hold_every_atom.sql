-- What: the counts of a distribution add up to the denominator of the daily fact, in every cell.
-- Why: a percentile over some of the atoms looks like any other number.
-- How to fix: var kpi_distributions must name the KPI's own atoms, each judged one weighing 1.
{%- set kpis = var('kpi_distributions') | join("', '") %}
with

daily as (

    select * from {{ ref('fct_kpis_daily') }}

    where
        kpi_id in ('{{ kpis }}')
        and denominator > 0

),

bins as (

    select * from {{ ref('fct_kpi_distributions_daily') }}

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
        sum(atom_count) as atom_count

    from bins

    group by 1, 2, 3, 4, 5, 6, 7

)

select
    daily.kpi_id as daily_kpi_id,
    counted.kpi_id as counted_kpi_id,
    daily.denominator,
    counted.atom_count

from daily

full outer join counted
    on daily.kpi_id = counted.kpi_id
    and daily.variant_id = counted.variant_id
    and daily.metric_date = counted.metric_date
    and daily.channel = counted.channel
    and daily.team_id = counted.team_id
    and daily.priority = counted.priority
    and daily.customer_segment = counted.customer_segment

where daily.denominator is distinct from counted.atom_count
