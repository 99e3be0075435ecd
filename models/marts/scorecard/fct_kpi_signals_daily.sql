{#- All 56 days of the baseline but its first have a step to them from another of its days. -#}
{%- set step_count = 55 -%}
{%- set fewest_days = 28 -%}
{%- set exact = 'decimal(28, 9)' -%}
{%- set in_order = 'over (partition by kpi_id, variant_id order by metric_date)' -%}
{%- set steps = 'over (partition by kpi_id, variant_id order by metric_date rows between '
    ~ step_count ~ ' preceding and 1 preceding)' -%}
with

days as (

    select * from {{ ref('fct_kpi_baselines_daily') }}

),

-- the mean of a weekday in the baseline stands with the last such day before
averaged as (

    select
        *,
        {%- for day in range(1, 8) %}
        lag(weekday_mean, {{ day }}) {{ in_order }} as mean_{{ day }}_back,
        {%- endfor %}
        count(step) {{ steps }} as range_count

    from days

),

-- a moving range is a step less what the weekdays alone would have moved
ranged as (

    select
        *,
        (
            {%- for day in range(1, step_count + 1) %}
            {{- ' +' if not loop.first }}
            coalesce(abs(
                lag(step, {{ day }}) {{ in_order }}
                - mean_{{ (day - 1) % 7 + 1 }}_back + mean_{{ day % 7 + 1 }}_back
            ), 0)
            {%- endfor %}
        ) as range_sum

    from averaged

),

limited as (

    select
        kpi_id,
        variant_id,
        metric_date,
        baseline_count,
        daily_value,
        daily_value - mean_7_back + baseline_mean as adjusted_value,
        baseline_mean as centre,
        case
            when baseline_count >= {{ fewest_days }}
                then cast(range_sum as {{ type_double() }}) / nullif(range_count, 0)
        end as mean_range

    from ranged

    where daily_value is not null

),

-- to nine digits, or a value that never moves would be off by its last bit
charted as (

    select
        *,
        cast({{ control_limit('centre', 'mean_range', -1) }} as {{ exact }}) as lower,
        cast({{ control_limit('centre', 'mean_range', 1) }} as {{ exact }}) as upper

    from limited

)

select
    kpi_id,
    variant_id,
    metric_date,
    baseline_count,
    {%- for column in ['daily_value', 'adjusted_value', 'centre', 'lower', 'upper'] %}
    cast({{ column }} as {{ type_double() }}) as {{ column }},
    {%- endfor %}
    adjusted_value < lower or adjusted_value > upper as is_signal

from charted
