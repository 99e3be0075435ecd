{#- Spans of subscriptions are stored where they are what var customer_activity says. -#}
{%- set by_orders = var('customer_activity') == 'orders' -%}
with

spans as (

    select * from {{ ref('int_customer_spans_merged' if by_orders else 'fct_customer_spans') }}

    where activity = 'subscriptions'

),

orders as (

    select * from {{ ref('fct_orders') }}

    where exclusion_reason is null

),

months as (

    select * from {{ ref('dim_dates') }}

    where date_day = month_starts_on and date_day <= {{ reporting_date(as_of_at()) }}

),

order_months as (

    select
        customer_id,
        cast({{ dbt.date_trunc('month', 'ordered_on') }} as date) as ordered_in

    from orders

    group by 1, 2

),

-- months at whose end a customer was active, or in which they ordered, up to the first that is none
active as (

    select
        'subscriptions' as activity,
        cast({{ dbt.date_trunc('month', 'first_starts_on') }} as date) as cohort_month,
        cast({{ dbt.date_trunc('month', 'starts_on') }} as date) as active_from,
        cast({{ dbt.date_trunc('month', plus_days('ends_on', 1)) }} as date) as active_before,
        is_win_back

    from spans

    union all

    select
        'orders' as activity,
        min(ordered_in) over (partition by customer_id) as cohort_month,
        ordered_in as active_from,
        cast({{ dbt.dateadd('month', 1, 'ordered_in') }} as date) as active_before,
        ordered_in > min(ordered_in) over (partition by customer_id) as is_win_back

    from order_months

),

grouped as (

    select
        activity,
        cohort_month,
        active_from,
        active_before,
        count(*) as span_count,
        sum(case when is_win_back then 0 else 1 end) as customer_count

    from active

    group by 1, 2, 3, 4

),

cells as (

    select
        grouped.activity,
        grouped.cohort_month,
        months.date_day as month_starts_on,
        sum(grouped.customer_count) as customer_count,

        -- nobody knows what a month comes to before it is over
        sum(
            case
                when {{ dbt.dateadd('month', 1, 'months.date_day') }}
                    > {{ reporting_date(as_of_at()) }} then null
                when months.date_day >= grouped.active_from
                    and months.date_day < coalesce(grouped.active_before, cast('9999-12-31' as date))
                    then grouped.span_count
                else 0
            end
        ) as active_count

    from grouped

    inner join months
        on grouped.cohort_month <= months.date_day

    group by 1, 2, 3

)

select
    activity,
    cohort_month,
    cast({{ dbt.datediff('cohort_month', 'month_starts_on', 'month') }} as integer) as age_months,
    cast(customer_count as bigint) as customer_count,
    cast(active_count as bigint) as active_count,
    cast({{ kpi_value('active_count', 'customer_count', 'true') }} as decimal(38, 9)) as active_rate

from cells
