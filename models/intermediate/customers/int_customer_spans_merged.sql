{#- fct_customer_spans stores those of var customer_activity: read that. -#}
{{ config(materialized='view') }}
{%- set of_span = 'over (partition by activity, customer_id, span_number' -%}
with

periods as (

    select * from {{ ref('int_customer_periods_numbered') }}

),

spanned as (

    select
        *,
        min(starts_on) over (partition by activity, customer_id) as first_starts_on,
        min(starts_on) {{ of_span }}) as span_starts_on,
        max(lasts_until) {{ of_span }}) as span_lasts_until

    from periods

    where period_count > 1

),

-- those that ended last; what they say differs where several ended on one day
ended as (

    select
        *,
        max(case when is_voluntary_end then 1 when not is_voluntary_end then 0 end)
        {{ of_span }}) as voluntary_end,
        row_number() {{ of_span }} order by period_id, starts_on) as ended_number

    from spanned

    where lasts_until = span_lasts_until

),

merged as (

    select
        activity,
        customer_id,
        span_number,
        customer_segment,
        end_reason,
        voluntary_end = 1 as is_voluntary_end,
        first_starts_on,
        span_starts_on as starts_on,
        lasts_until

    from ended

    where ended_number = 1

    union all

    -- most customers have one period, and need no window
    select
        activity,
        customer_id,
        span_number,
        customer_segment,
        end_reason,
        is_voluntary_end,
        starts_on as first_starts_on,
        starts_on,
        lasts_until

    from periods

    where period_count = 1

),

graced as (

    select
        *,
        lasts_until = cast('9999-12-31' as date) as is_endless,
        {{ in_grace('lasts_until') | indent(8) }} as is_in_grace

    from merged

)

select
    activity,
    customer_id,
    span_number,
    customer_segment,
    case when not is_endless then end_reason end as end_reason,
    span_number > 1 as is_win_back,
    is_in_grace,
    case when not is_endless then is_voluntary_end end as is_voluntary_end,
    first_starts_on,
    starts_on,
    case when not is_endless and not is_in_grace then lasts_until end as ends_on,
    case when not is_endless then lasts_until end as last_active_on

from graced
