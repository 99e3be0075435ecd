{#- fct_customer_spans stores those of var customer_activity: read that. -#}
{{ config(materialized='view') }}
{%- set span = 'activity, customer_id, span_number' -%}
{%- set endless = "cast('9999-12-31' as date)" -%}
with

periods as (

    select * from {{ ref('int_customer_periods_numbered') }}

),

summed as (

    select
        {{ span }},
        min(customer_segment) as customer_segment,
        min(first_starts_on) as first_starts_on,
        min(starts_on) as starts_on,
        max(lasts_until) as lasts_until

    from periods

    where not is_only_period

    group by {{ span }}

),

-- why it ended, the periods that ended last know; where several did so on one day they may differ
told as (

    select
        periods.activity,
        periods.customer_id,
        periods.span_number,
        periods.end_reason,
        max(
            case when periods.is_voluntary_end then 1 when not periods.is_voluntary_end then 0 end
        ) over (
            partition by periods.activity, periods.customer_id, periods.span_number
        ) as voluntary_end,
        row_number() over (
            partition by periods.activity, periods.customer_id, periods.span_number
            order by periods.period_id, periods.starts_on
        ) as told_number

    from periods

    inner join summed
        on periods.activity = summed.activity
        and periods.customer_id = summed.customer_id
        and periods.span_number = summed.span_number
        and periods.lasts_until = summed.lasts_until

    where summed.lasts_until < {{ endless }}

),

merged as (

    select
        summed.*,
        told.end_reason,
        told.voluntary_end = 1 as is_voluntary_end

    from summed

    left join told
        on summed.activity = told.activity
        and summed.customer_id = told.customer_id
        and summed.span_number = told.span_number
        and told.told_number = 1

    union all

    -- most spans have one period
    select
        {{ span }},
        customer_segment,
        first_starts_on,
        starts_on,
        lasts_until,
        case when lasts_until < {{ endless }} then end_reason end as end_reason,
        case when lasts_until < {{ endless }} then is_voluntary_end end as is_voluntary_end

    from periods

    where is_only_period

),

graced as (

    select
        *,
        {{ in_grace('lasts_until') | indent(8) }} as is_in_grace,
        case when lasts_until < {{ endless }} then lasts_until end as last_active_on

    from merged

)

select
    {{ span }},
    customer_segment,
    end_reason,
    span_number > 1 as is_win_back,
    is_in_grace,
    is_voluntary_end,
    first_starts_on,
    starts_on,
    case when not is_in_grace then last_active_on end as ends_on,
    last_active_on

from graced
