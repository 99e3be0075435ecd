{#- A view: what it is read from is stored, and it is read once. -#}
{{ config(materialized='view') }}
{%- set outcome_days = var('service_outcome_days', 90) -%}
{%- set grace_days = var('customer_grace_days') -%}
{%- set columns = 'customer_id, span_number, customer_segment, starts_on, ends_on' -%}
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
        spans.*,
        experiences.experience,
        experiences.experienced_on as landmark_on,
        row_number() over (
            partition by
                experiences.customer_id,
                experiences.experience,
                {{ dbt.date_trunc('quarter', 'experiences.experienced_on') }}
            order by experiences.experienced_on
        ) as number_in_quarter

    from experiences

    inner join spans
        on experiences.customer_id = spans.customer_id
        and experiences.experienced_on >= spans.starts_on
        and experiences.experienced_on <= coalesce(spans.ends_on, {{ today }})

),

landmarks as (

    select
        {{ columns }},
        experience,
        landmark_on

    from met

    where number_in_quarter = 1

    union all

    select
        {{ columns }},
        'no_contact' as experience,
        quarter_starts_on as landmark_on

    from silences

),

followed as (

    select
        *,
        {{ days_between('starts_on', 'landmark_on') }} as tenure_days,
        {{ plus_days('landmark_on', outcome_days) }} as outcome_ends_on,

        -- an end is known for good once the grace of the last day that counts is over
        {{ plus_days('landmark_on', outcome_days + grace_days + 2) }} as final_on

    from landmarks

)

select
    customer_id,
    experience,
    cast({{ dbt.date_trunc('quarter', 'landmark_on') }} as date) as quarter_starts_on,
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

from followed
