{#- A view over fct_calls, like the atoms of every KPI of calls. -#}
{{ config(materialized='view') }}

with

calls as (

    select * from {{ ref('fct_calls') }}

),

judged as (

    select
        *,
        outcome = 'in_queue' or (is_answered and not is_over) as is_pending,
        case
            when exclusion_reason is not null then exclusion_reason
            when outcome = 'in_queue' then null
            when not is_answered then outcome
            when is_over and transfer_count is null then 'unknown_transfers'
        end as reason

    from calls

),

weighed as (

    select
        call_id,
        'contact' as variant_id,
        channel,
        team_id,
        'not_applicable' as priority,
        customer_segment,
        outcome,
        reason as exclusion_reason,
        transfer_count,
        {{ share_weights(
            'reason is null and not is_pending',
            'transfer_count > 0',
            'reason is null and is_pending'
        ) | indent(8) }},
        queue_date as metric_date,
        case when reason is not null or not is_pending then {{ plus_days('queue_date', 1) }} end
            as final_on,
        entered_queue_at

    from judged

)

select * from weighed
