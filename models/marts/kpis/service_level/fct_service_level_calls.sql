{#-
    The definition of service level; in words: _service_level__docs.md.
    A view over the facts of core: a table would hold every call seven times.
-#}
{{ config(materialized='view') }}

{%- set threshold_seconds = var('service_level_threshold_seconds', 20) %}

with

calls as (

    select * from {{ ref('fct_calls') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'service_level'

),

timed as (

    select
        *,
        outcome = 'in_queue' as is_waiting,
        outcome = 'abandoned' as is_abandoned,
        coalesce(wait_seconds <= {{ threshold_seconds }}, false) as is_in_time,
        case
            when not is_offered then coalesce(exclusion_reason, 'returned_call')
            when is_answered and wait_seconds is null then 'unknown_wait'
        end as call_reason

    from calls

),

judged as (

    select
        timed.*,
        variants.variant_id,
        case
            when timed.call_reason is not null then timed.call_reason
            when timed.is_waiting or timed.is_answered or variants.variant_id = 'f7' then null
            when not timed.is_abandoned then timed.outcome
            when variants.variant_id = 'f2' then 'abandoned'
            when variants.variant_id = 'f4' and timed.is_in_time then 'abandoned_in_time'
            when variants.variant_id = 'f6' and timed.is_short_abandon then 'short_abandon'
        end as reason,
        case
            when timed.is_answered then timed.is_in_time
            when variants.variant_id = 'f1' then timed.is_abandoned and timed.is_in_time
            when variants.variant_id = 'f5' then timed.is_short_abandon
            when variants.variant_id = 'f7'
                then timed.outcome in ('abandoned', 'callback') and timed.is_in_time
            else false
        end as is_good

    from timed

    cross join variants

),

weighed as (

    select
        call_id,
        variant_id,
        channel,
        team_id,
        'not_applicable' as priority,
        customer_segment,
        outcome,
        reason as exclusion_reason,
        wait_seconds,
        {{ share_weights(
            'reason is null and not is_waiting', 'is_good', 'reason is null and is_waiting'
        ) | indent(8) }},
        queue_date as metric_date,
        case when reason is not null or not is_waiting then {{ plus_days('queue_date', 1) }} end
            as final_on,
        entered_queue_at

    from judged

)

select * from weighed
