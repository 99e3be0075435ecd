-- The backlog by ISO week: what came, what was solved, what came back, what stood open at its end.
-- A ticket spans weeks, so open tickets are read on the last day of the week; the rest is added up.
with

daily as (

    select * from {{ ref('fct_kpis_daily') }}

    where kpi_id in ('ticket_volume', 'ticket_backlog')

),

dates as (

    select * from {{ ref('dim_dates') }}

),

weeks as (

    select
        date_day,
        iso_week_starts_on,
        max(date_day) over (partition by iso_week_starts_on) as week_ends_on

    from dates

    where date_day < {{ reporting_date(as_of_at()) }}

),

placed as (

    select
        weeks.iso_week_starts_on,
        daily.variant_id,
        daily.numerator,
        weeks.date_day = weeks.week_ends_on as is_last_day

    from weeks

    inner join daily
        on weeks.date_day = daily.metric_date

),

summed as (

    select
        iso_week_starts_on,
        sum(case when variant_id = 'created' then numerator else 0 end) as created_count,
        sum(case when variant_id = 'solved' then numerator else 0 end) as solved_count,
        sum(case when variant_id = 'reopened' then numerator else 0 end) as reopened_count,
        sum(case when variant_id = 'open' and is_last_day then numerator else 0 end) as open_count

    from placed

    group by 1

)

select
    *,
    open_count - lag(open_count) over (order by iso_week_starts_on) as open_count_change

from summed

order by 1
