{{ config(enabled=plugged_in('amazon_connect')) }}

{#- Beyond the legs of any call. -#}
{%- set last_number = 1000000 -%}

{#- What a call takes from which of its legs, and how several make one. -#}
{%- set facts = {
    'origin': ('max', 'case when leg_number = 1 then origin end'),
    'channel': ('max', 'case when leg_number = 1 then channel end'),
    'first_outcome': ('max', 'case when leg_number = 1 then leg_outcome end'),
    'queue_outcome': ('max', 'case when leg_number = last_queued_number then leg_outcome end'),
    'caller_key': ('max', 'case when leg_number = first_caller_number then caller_key end'),
    'ticket_key': ('max', 'case when leg_number = first_ticket_number then ticket_key end'),
    'queue_key': ('max', 'case when leg_number = first_queued_number then queue_key end'),
    'agent_key': ('max', 'case when leg_number = first_connected_number then agent_key end'),
    'first_connected_number': ('max', 'first_connected_number'),
    'first_callback_number': ('max', 'first_callback_number'),
    'started_at': ('min', 'initiated_at'),
    'queued_at': ('max', 'case when leg_number = first_queued_number then enqueued_at end'),
    'connected_at': ('max', 'case when leg_number = first_connected_number then connected_at end'),
    'ended_at': ('max', 'disconnected_at'),
    'wait_seconds': ('sum', 'case when leg_number <= left_number then queue_duration end'),
    'transfer_count': ('sum', "case when leg_outcome = 'transferred' then 1 else 0 end"),
    'source_updated_at': ('max', 'last_updated_at'),
    'loaded_at': ('max', '_loaded_at'),
} -%}
{%- set durations = {
    'talk_seconds': 'agent_interaction_duration',
    'hold_seconds': 'customer_hold_duration',
    'wrap_seconds': 'after_contact_work_duration',
} -%}

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

-- few calls have several legs: only those are grouped
gathered as (

    select
        {%- for name, (whole, leg) in facts.items() %}
        {{ whole }}({{ leg }}) as {{ name }},
        {%- endfor %}
        {%- for seconds, column in durations.items() %}
        case
            when count(case when is_handled and {{ column }} is null then 1 end) = 0
                then sum(case when is_handled then {{ column }} end)
        end as {{ seconds }},
        {%- endfor %}
        call_key

    from judged

    where not is_only_leg

    group by call_key

    union all

    select
        {%- for name, (whole, leg) in facts.items() %}
        {{ leg }} as {{ name }},
        {%- endfor %}
        {%- for seconds, column in durations.items() %}
        case when is_handled then {{ column }} end as {{ seconds }},
        {%- endfor %}
        call_key

    from judged

    where is_only_leg

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
