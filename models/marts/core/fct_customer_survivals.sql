{#- Kaplan-Meier. Logarithms are summed as decimals, for a sum of doubles depends on its order. -#}
{%- set d_day = reporting_date(as_of_at()) -%}
{%- set exact = 'decimal(38, 20)' -%}
{%- set at_risk = 'cast(at_risk_count as ' ~ type_double() ~ ')' -%}
{%- set staying = 'cast(at_risk_count - event_count as ' ~ type_double() ~ ')' -%}
{%- set so_far = 'over (order by age_days rows unbounded preceding)' -%}
with

spans as (

    select * from {{ ref('fct_customer_spans') }}

    where not is_win_back

),

-- the day of the build is not over: who is active on it may yet go
ages as (

    select
        case
            when last_active_on < {{ d_day }}
                then {{ dbt.datediff('starts_on', 'last_active_on', 'day') }} + 1
            else {{ dbt.datediff('starts_on', d_day, 'day') }}
        end as age_days,
        1 as leaving_count,
        case when last_active_on < {{ d_day }} and not is_in_grace then 1 else 0 end
            as event_count,
        0 as is_mark

    from spans
    {%- for mark in [30, 90, 365] %}

    union all

    select
        {{ mark }} as age_days,
        0 as leaving_count,
        0 as event_count,
        1 as is_mark
    {%- endfor %}

),

counted as (

    select
        age_days,
        sum(event_count) as event_count,
        max(is_mark) as is_mark,
        sum(sum(leaving_count)) over (order by age_days desc rows unbounded preceding)
            as at_risk_count

    from ages

    group by 1

),

risked as (

    select
        *,
        cast(ln(nullif({{ staying }}, 0) / {{ at_risk }}) as {{ exact }}) as log_stay,
        cast(event_count / {{ at_risk }} / nullif({{ staying }}, 0) as {{ exact }}) as spread

    from counted

    where at_risk_count > 0 and (event_count > 0 or is_mark = 1)

),

accumulated as (

    select
        age_days,
        at_risk_count,
        event_count,

        -- once nobody has stayed, survival is 0 without an interval
        case
            when min(at_risk_count - event_count) {{ so_far }} > 0
                then exp(cast(sum(log_stay) {{ so_far }} as {{ type_double() }}))
            else 0
        end as survival,
        1.959964 * sqrt(cast(
            coalesce(sum(spread) {{ so_far }}, 0) as {{ type_double() }}
        )) as relative_error

    from risked

)

select
    cast(age_days as integer) as age_days,
    cast(at_risk_count as bigint) as at_risk_count,
    cast(event_count as bigint) as event_count,
    cast(survival as decimal(18, 9)) as survival,
    cast(greatest(survival * (1 - relative_error), 0) as decimal(18, 9)) as survival_low,
    cast(least(survival * (1 + relative_error), 1) as decimal(18, 9)) as survival_high

from accumulated
