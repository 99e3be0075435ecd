{#-
    The definition of speed of answer; in words: _speed_of_answer__docs.md.
    A view over the facts of core: a table would hold every call twice.
-#}
{{ config(materialized='view') }}

with

calls as (

    select * from {{ ref('fct_calls') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'speed_of_answer'

),

judged as (

    select
        calls.*,
        variants.variant_id,
        calls.outcome = 'in_queue' as is_waiting,
        case
            when not calls.is_offered then coalesce(calls.exclusion_reason, 'returned_call')
            when calls.outcome = 'in_queue' then null
            when not calls.is_answered and variants.variant_id = 'answered' then calls.outcome
            when calls.wait_seconds is null then 'unknown_wait'
        end as reason

    from calls

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
        {{ mean_weights(
            'reason is null and not is_waiting', 'wait_seconds', 'reason is null and is_waiting'
        ) | indent(8) }},
        queue_date as metric_date,
        case when reason is not null or not is_waiting then {{ plus_days('queue_date', 1) }} end
            as final_on,
        entered_queue_at

    from judged

)

select * from weighed
