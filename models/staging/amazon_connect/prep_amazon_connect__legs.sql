{{ config(enabled=plugged_in('amazon_connect')) }}

{#- What a call knows of its legs: the first or last of them that is so. -#}
{%- set numbers = {
    'first_connected_number': ('min', 'is_handled'),
    'first_queued_number': ('min', 'enqueued_at is not null'),
    'last_queued_number': ('max', 'enqueued_at is not null'),
    'first_callback_number': ('min', "origin = 'callback' and leg_number > 1"),
    'first_ticket_number': ('min', 'ticket_key is not null'),
    'first_caller_number': ('min', 'caller_key is not null'),
} -%}

with

records as (

    select * from {{ ref('prep_amazon_connect__records') }}

),

judged {{ evaluated_once() }} (

    select
        *,
        is_connected and coalesce(origin <> 'listening', true) as is_handled,
        case
            when is_connected and is_passed_on and not is_called_back then 'transferred'
            when is_connected then 'answered'
            when origin in ('outbound', 'callback') and disconnected_at is not null then 'failed'
            when enqueued_at is not null and is_called_back then 'callback'
            when enqueued_at is not null and is_passed_on then 'flow_out'
            when enqueued_at is not null and disconnected_at is null then 'in_queue'
            when enqueued_at is not null then 'abandoned'
            when origin = 'outbound' then 'failed'
            else 'ivr_only'
        end as leg_outcome

    from records

),

-- few calls have several legs: only those are sorted, summed and joined
numbered as (

    select
        *,
        cast(row_number() over (
            partition by call_key
            order by
                case when contact_id = call_key then 0 else 1 end,
                initiated_at,
                coalesce(enqueued_at, connected_at, initiated_at),
                contact_id
        ) as integer) as leg_number

    from judged

    where not is_only_leg

),

summed as (

    select
        {%- for number, (whole, condition) in numbers.items() %}
        {{ whole }}(case when {{ condition }} then leg_number end) as {{ number }},
        {%- endfor %}
        call_key

    from numbered

    group by call_key

),

alone as (

    select
        *,
        1 as leg_number

    from judged

    where is_only_leg

),

marked as (

    select
        {%- for number in numbers %}
        summed.{{ number }},
        {%- endfor %}
        numbered.*

    from numbered

    inner join summed
        on numbered.call_key = summed.call_key

    union all

    select
        {%- for number, (whole, condition) in numbers.items() %}
        case when {{ condition }} then leg_number end as {{ number }},
        {%- endfor %}
        *

    from alone

)

select * from marked
