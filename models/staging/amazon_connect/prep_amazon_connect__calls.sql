{{ config(enabled=plugged_in('amazon_connect')) }}

{#- Beyond the legs of any call. -#}
{%- set last_number = 1000000 -%}

with

legs as (

    select * from {{ ref('prep_amazon_connect__legs') }}

),

-- the queue is left for good by the first agent, or by the wish to be called back
judged as (

    select
        *,
        case
            when first_connected_number < coalesce(first_callback_number, {{ last_number }})
                then first_connected_number
            when first_callback_number is not null then first_callback_number - 1
            else leg_number
        end as left_number

    from legs

),

gathered as (

    select
        call_key,
        max(case when leg_number = 1 then origin end) as origin,
        max(case when leg_number = 1 then channel end) as channel,
        max(case when leg_number = 1 then leg_outcome end) as first_outcome,
        max(case when leg_number = last_queued_number then leg_outcome end) as queue_outcome,
        max(case when leg_number = first_caller_number then caller_key end) as caller_key,
        max(case when leg_number = first_ticket_number then ticket_key end) as ticket_key,
        max(case when leg_number = first_queued_number then queue_key end) as queue_key,
        max(case when leg_number = first_connected_number then agent_key end) as agent_key,
        max(first_connected_number) as first_connected_number,
        max(first_callback_number) as first_callback_number,
        min(initiated_at) as started_at,
        max(case when leg_number = first_queued_number then enqueued_at end) as queued_at,
        max(case when leg_number = first_connected_number then connected_at end) as connected_at,
        max(disconnected_at) as ended_at,
        sum(case when leg_number <= left_number then queue_duration end) as wait_seconds,
        count(case when leg_outcome = 'transferred' then 1 end) as transfer_count,
        {%- for seconds, column in [
            ('talk_seconds', 'agent_interaction_duration'),
            ('hold_seconds', 'customer_hold_duration'),
            ('wrap_seconds', 'after_contact_work_duration'),
        ] %}
        case
            when count(case when is_handled and {{ column }} is null then 1 end) = 0
                then sum(case when is_handled then {{ column }} end)
        end as {{ seconds }},
        {%- endfor %}
        max(last_updated_at) as source_updated_at,
        max(_loaded_at) as loaded_at

    from judged

    group by 1

),

ended as (

    select
        *,
        case
            when first_connected_number < coalesce(first_callback_number, {{ last_number }})
                then 'answered'
            when first_callback_number is not null then 'callback'
            else coalesce(queue_outcome, first_outcome)
        end as outcome

    from gathered

)

select * from ended
