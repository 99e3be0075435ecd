{#- A period's key is its first day; each carries that of the one before, to compare it with. -#}
{%- set today = reporting_date(as_of_at()) -%}
with

dates as (

    select * from {{ ref('dim_dates') }}

),

weeks as (

    select
        'week' as period_type,
        iso_week_starts_on as period_starts_on,
        {{ plus_days('iso_week_starts_on', -7) }} as previous_starts_on,
        {{ plus_days('iso_week_starts_on', 7) }} as next_starts_on

    from dates

    group by 1, 2, 3, 4

),

months as (

    select
        'month' as period_type,
        month_starts_on as period_starts_on,
        cast({{ dbt.dateadd('month', -1, 'month_starts_on') }} as date) as previous_starts_on,
        cast({{ dbt.dateadd('month', 1, 'month_starts_on') }} as date) as next_starts_on

    from dates

    group by 1, 2, 3, 4

),

periods as (

    select * from weeks

    union all

    select * from months

),

described as (

    select
        period_type,
        period_starts_on,
        {{ plus_days('next_starts_on', -1) }} as period_ends_on,
        previous_starts_on,
        {{ days_between('period_starts_on', 'next_starts_on') }} as day_count,
        next_starts_on <= {{ today }} as is_complete

    from periods

)

select * from described
