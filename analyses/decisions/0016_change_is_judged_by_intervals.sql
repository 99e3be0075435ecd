-- Evidence for decision 16: what is marked, beside what bare arrows and plain charts would mark.
with

kpis as (

    select * from {{ ref('dim_kpis') }}

),

periods as (

    select * from {{ ref('fct_kpi_periods') }}

    where period_type = 'month' and is_complete

),

signals as (

    select * from {{ ref('fct_kpi_signals_daily') }}

    where is_signal is not null

),

changes as (

    select
        kpis.kind,
        count(case when periods.change <> 0 then 1 end) as arrows,
        count(periods.is_change_significant) as judged_changes,
        count(case when periods.is_change_significant then 1 end) as significant_changes,
        count(case when periods.simpson_flag then 1 end) as changes_of_the_mix

    from periods

    inner join kpis
        on periods.kpi_id = kpis.kpi_id
        and periods.variant_id = kpis.variant_id

    group by 1

),

days as (

    select
        kpis.kind,
        count(*) as judged_days,
        count(case when signals.is_signal then 1 end) as days_out_of_line,

        -- the same limits around values with the weekday left in
        count(
            case
                when signals.daily_value < signals.lower or signals.daily_value > signals.upper
                    then 1
            end
        ) as days_out_of_line_with_weekdays

    from signals

    inner join kpis
        on signals.kpi_id = kpis.kpi_id
        and signals.variant_id = kpis.variant_id

    group by 1

)

select
    changes.kind,
    changes.arrows,
    changes.judged_changes,
    changes.significant_changes,
    changes.changes_of_the_mix,
    days.judged_days,
    days.days_out_of_line,
    days.days_out_of_line_with_weekdays

from changes

left join days
    on changes.kind = days.kind

order by 1
