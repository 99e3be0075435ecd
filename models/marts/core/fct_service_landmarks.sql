{#- A view: what it is read from is stored, and it is read once. -#}
{{ config(materialized='view') }}
{%- set outcome_days = var('service_outcome_days', 90) -%}
{%- set grace_days = var('customer_grace_days') -%}
{%- set today = reporting_date(as_of_at()) -%}
with

spans as (

    select * from {{ ref('fct_customer_spans') }}

),

experiences as (

    select * from {{ ref('fct_service_experiences') }}

),

silences as (

    select * from {{ ref('fct_service_silences') }}

),

-- who had left before the day is not in: nobody is followed from a day they did not live to see
met as (

    select
        experiences.*,
        cast({{ dbt.date_trunc('quarter', 'experiences.experienced_on') }} as date)
            as quarter_starts_on,
        spans.span_number,
        spans.customer_segment,
        spans.starts_on,
        spans.ends_on

    from experiences

    inner join spans
        on experiences.customer_id = spans.customer_id
        and experiences.experienced_on >= spans.starts_on
        and experiences.experienced_on <= coalesce(spans.ends_on, {{ today }})

),

numbered as (

    select
        *,

        row_number() over (
            partition by customer_id, experience, quarter_starts_on
            order by experienced_on
        ) as number_in_quarter

    from met

),

landmarks as (

    select
        customer_id,
        span_number,
        customer_segment,
        experience,
        quarter_starts_on,
        experienced_on as landmark_on,
        starts_on,
        ends_on

    from numbered

    where number_in_quarter = 1

    union all

    select
        customer_id,
        span_number,
        customer_segment,
        'no_contact' as experience,
        quarter_starts_on,
        quarter_starts_on as landmark_on,
        starts_on,
        ends_on

    from silences

),

followed as (

    select
        *,
        {{ days_between('starts_on', 'landmark_on') }} as tenure_days,
        {{ plus_days('landmark_on', outcome_days) }} as outcome_ends_on

    from landmarks

),

judged as (

    select
        *,

        -- an end is known for good once the grace of the last day that counts is over
        {{ plus_days('outcome_ends_on', grace_days + 2) }} as final_on

    from followed

)

select
    customer_id,
    experience,
    quarter_starts_on,
    span_number,
    customer_segment,
    case
        when tenure_days < 90 then 'under_90_days'
        when tenure_days <= 365 then '90_to_365_days'
        else 'over_365_days'
    end as tenure_band,
    tenure_days,
    final_on > {{ today }} as is_pending,

    -- the first day without them lies after the landmark, and not too long after
    case when final_on <= {{ today }} then coalesce(ends_on < outcome_ends_on, false) end
        as is_churned,
    landmark_on,
    outcome_ends_on,
    final_on

from judged
