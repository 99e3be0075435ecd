{#-
    A customer counts otherwise at the end of a period than at its beginning only if an amount ended in it. What
    they are worth then is looked up for these alone: no customer is laid out by month.
-#}
{%- set months = {'month': 1, 'quarter': 3, 'year': 12} -%}
with

amounts as (

    select * from {{ ref('int_customer_amounts_stepped') }}

),

ended as (
    {%- for period_type in months %}

    select
        *,
        '{{ period_type }}' as period_type,
        cast({{ dbt.date_trunc(period_type, plus_days('ends_on', 1)) }} as date)
            as period_starts_on

    from amounts

    where ends_on is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

bounded as (

    select
        *,
        starts_on < period_starts_on as is_of_start,
        case period_type
            {%- for period_type, number in months.items() %}
            when '{{ period_type }}'
                then {{ plus_days(dbt.dateadd('month', number, 'period_starts_on'), -1) }}
            {%- endfor %}
        end as period_ends_on

    from ended

),

matched as (

    select
        bounded.period_type,
        bounded.period_starts_on,
        bounded.customer_segment,
        bounded.is_of_start,
        later.customer_id is null as is_lost,
        coalesce(later.span_number > bounded.span_number, true) as has_churned,
        coalesce(later.reporting_amount, 0) - bounded.reporting_amount as amount_change

    from bounded

    left join amounts as later
        on bounded.customer_id = later.customer_id
        and bounded.starts_on < later.starts_on
        and bounded.period_ends_on >= later.starts_on
        and bounded.period_ends_on <= coalesce(later.ends_on, bounded.period_ends_on)
        and (later.span_number > 1 or later.step_number > 1)

    where bounded.period_ends_on < {{ reporting_date(as_of_at()) }}
        -- in force when the period began, or the first that the customer ever had
        and (bounded.is_of_start or (bounded.span_number = 1 and bounded.step_number = 1))

)

select
    period_type,
    period_starts_on,
    customer_segment,
    cast(sum(case when is_of_start and is_lost then 1 else 0 end) as bigint) as lost_count,
    cast(sum(case when not is_of_start and is_lost then 1 else 0 end) as bigint)
        as new_and_lost_count,
    cast(sum(case when is_of_start and has_churned then 1 else 0 end) as bigint)
        as churn_event_count,
    cast(sum(case when is_of_start then amount_change else 0 end) as decimal(38, 3))
        as amount_change,
    cast(sum(case when is_of_start then least(amount_change, 0) else 0 end) as decimal(38, 3))
        as amount_lost

from matched

group by 1, 2, 3
