-- Evidence for decision 7: verdicts on the last day, beside what a bare comparison would say.
with

comparisons as (

    select * from {{ ref('fct_benchmarks_daily') }}

)

select
    kpi_id,
    comparison_kind,
    comparability,
    verdict,
    count(*) as comparison_count,
    sum(case when own_value > benchmark_value then 1 else 0 end) as above_count

from comparisons

where metric_date = {{ plus_days(reporting_date(as_of_at()), -1) }}

group by 1, 2, 3, 4

order by 1, 2, 3, 4
