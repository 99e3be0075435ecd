{#-
    The definition of abandonment; in words: _abandonment_rate__docs.md.
    A view over the facts of core: a table would hold every call three times.
-#}
{{ config(materialized='view') }}

with

calls as (

    select * from {{ ref('fct_calls') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'abandonment_rate'

),

judged as (

    select
        calls.*,
        variants.variant_id,
        calls.outcome = 'abandoned' as is_abandoned,

        -- until the window has passed, the customer may still call again and be answered
        calls.outcome = 'in_queue'
        or (
            variants.variant_id = 'customer_level'
            and calls.outcome = 'abandoned'
            and coalesce(calls.recovery_ends_at > {{ as_of_at() }}, false)
        ) as is_pending,
        case
            when variants.variant_id = 'customer_level' then calls.recovery_ends_at
        end as window_ends_at

    from calls

    cross join variants

),

reasoned as (

    select
        *,
        case
            when not is_offered then coalesce(exclusion_reason, 'returned_call')
            when is_short_abandon and variant_id <> 'all' then 'short_abandon'
            when variant_id = 'customer_level' and not is_caller_known then 'unknown_customer'
            when variant_id = 'customer_level' and is_recovered and not is_pending then 'recovered'
        end as reason

    from judged

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
            'reason is null and not is_pending', 'is_abandoned', 'reason is null and is_pending'
        ) | indent(8) }},
        queue_date as metric_date,
        case
            when outcome = 'in_queue' and reason is null then null
            when window_ends_at > entered_queue_at
                then {{ plus_days(reporting_date('window_ends_at'), 1) }}
            else {{ plus_days('queue_date', 1) }}
        end as final_on,
        entered_queue_at,
        window_ends_at

    from reasoned

)

select * from weighed
