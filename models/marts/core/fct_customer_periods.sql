{%- set grain = 'period_type, period_starts_on, period_ends_on, customer_segment' -%}
with

moves as (

    select * from {{ ref('int_customer_moves_summed') }}

),

changes as (

    select * from {{ ref('int_customer_changes_counted') }}

),

dates as (

    select * from {{ ref('dim_dates') }}

),

periods as (
    {%- for period_type in ['month', 'quarter', 'year'] %}

    select
        '{{ period_type }}' as period_type,
        cast({{ dbt.date_trunc(period_type, 'date_day') }} as date) as period_starts_on,
        max(date_day) as period_ends_on

    from dates

    group by 1, 2
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

followed as (

    select
        periods.*,
        moves.*,
        moves.moved_on < periods.period_starts_on as is_before

    from periods

    inner join moves
        on periods.period_ends_on >= moves.moved_on

    where periods.period_ends_on < {{ reporting_date(as_of_at()) }}

),

balanced as (

    select
        {{ grain }},
        sum(case when is_before then customer_change else 0 end) as start_count,
        sum(case when is_before then amount_change else 0 end) as start_amount,
        sum(case when is_before then 0 else first_count end) as first_count,
        sum(customer_change) as end_count

    from followed

    group by {{ grain }}

),

counted as (

    select
        balanced.*,
        coalesce(changes.lost_count, 0) as lost_count,
        coalesce(changes.new_and_lost_count, 0) as new_and_lost_count,
        coalesce(changes.churn_event_count, 0) as churn_event_count,
        balanced.start_count - coalesce(changes.lost_count, 0) as retained_count,
        balanced.first_count - coalesce(changes.new_and_lost_count, 0) as new_count,
        balanced.start_amount + coalesce(changes.amount_lost, 0) as retained_amount,
        balanced.start_amount + coalesce(changes.amount_change, 0) as kept_amount

    from balanced

    left join changes
        on balanced.period_type = changes.period_type
        and balanced.period_starts_on = changes.period_starts_on
        and balanced.customer_segment = changes.customer_segment

)

select
    period_type,
    period_starts_on,
    period_ends_on,
    customer_segment,
    {%- for count in [
        'start', 'retained', 'lost', 'new', 'new_and_lost', 'churn_event', 'end'
    ] %}
    cast({{ count }}_count as bigint) as {{ count }}_count,
    {%- endfor %}
    cast(end_count - retained_count - new_count as bigint) as win_back_count,
    {%- for amount in ['start', 'retained', 'kept'] %}
    cast({{ amount }}_amount as decimal(38, 3)) as {{ amount }}_amount,
    {%- endfor %}
    {%- for rate, part, whole in [
        ('retention_rate', 'retained_count', 'start_count'),
        ('gross_revenue_retention', 'retained_amount', 'start_amount'),
        ('net_revenue_retention', 'kept_amount', 'start_amount'),
    ] %}
    cast({{ kpi_value(part, whole, 'true') }} as decimal(38, 9)) as {{ rate }},
    {%- endfor %}
    {{ plus_days('period_ends_on', var('customer_grace_days') + 1) }}
    <= {{ reporting_date(as_of_at()) }} as is_final

from counted
