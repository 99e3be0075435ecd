{%- set grace_days = var('customer_grace_days') -%}
{%- set in_order -%}
over (partition by activity, customer_id order by starts_on, period_id
{%- endset -%}
with

periods as (

    select * from {{ ref('int_customer_periods_unioned') }}

),

customers as (

    select * from {{ ref('int_customers_described') }}

),

dated as (

    select
        activity,
        customer_id,
        period_id,
        end_reason,
        is_voluntary_end,
        reporting_amount,
        starts_on,
        coalesce(ends_on, cast('9999-12-31' as date)) as lasts_until

    from periods

),

covered as (

    select
        *,
        -- all in one order, for one sort
        min(starts_on) {{ in_order }} rows unbounded preceding) as first_starts_on,
        max(lasts_until) {{ in_order }} rows between unbounded preceding and 1 preceding)
            as covered_until

    from dated

),

-- a gap of up to the days of grace is none, and neither is none at all
begun as (

    select
        *,
        case when {{ plus_days('starts_on', -grace_days - 1) }} <= covered_until then 0 else 1 end
            as is_begin

    from covered

),

numbered as (

    select
        *,
        sum(is_begin) {{ in_order }} rows unbounded preceding) as span_number,
        is_begin = 1 and coalesce(lead(is_begin) {{ in_order }}), 1) = 1 as is_only_period

    from begun

)

select
    numbered.activity,
    numbered.customer_id,
    numbered.period_id,
    coalesce(customers.customer_segment, 'unknown') as customer_segment,
    numbered.end_reason,
    cast(numbered.span_number as integer) as span_number,
    numbered.reporting_amount,
    numbered.is_voluntary_end,
    numbered.is_only_period,
    numbered.first_starts_on,
    numbered.starts_on,
    numbered.lasts_until

from numbered

left join customers
    on numbered.customer_id = customers.customer_id
