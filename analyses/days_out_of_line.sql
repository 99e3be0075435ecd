-- How often each default KPI was out of line in the last twelve weeks, and when last.
with

signals as (

    select * from {{ ref('fct_kpi_signals_daily') }}

),

kpis as (

    select * from {{ ref('dim_kpis') }}

)

select
    kpis.kpi_name,
    count(*) as days_with_a_value,
    count(signals.is_signal) as days_judged,
    count(case when signals.is_signal then 1 end) as days_out_of_line,
    max(case when signals.is_signal then signals.metric_date end) as last_out_of_line_on

from signals

inner join kpis
    on signals.kpi_id = kpis.kpi_id
    and signals.variant_id = kpis.variant_id

where
    kpis.is_default_variant
    and signals.metric_date >= {{ plus_days(reporting_date(as_of_at()), -84) }}
    and signals.metric_date < {{ reporting_date(as_of_at()) }}

group by 1

order by 4 desc, 1
