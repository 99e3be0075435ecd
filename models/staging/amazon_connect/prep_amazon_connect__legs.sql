{{ config(enabled=plugged_in('amazon_connect')) }}

with

records as (

    select * from {{ ref('prep_amazon_connect__records') }}

),

judged as (

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

),

-- what a call knows of its legs: summed and joined, as a window would sort every leg again
summed as (

    select
        call_key,
        min(case when is_handled then leg_number end) as first_connected_number,
        min(case when enqueued_at is not null then leg_number end) as first_queued_number,
        max(case when enqueued_at is not null then leg_number end) as last_queued_number,
        min(case when origin = 'callback' and leg_number > 1 then leg_number end)
            as first_callback_number,
        min(case when ticket_key is not null then leg_number end) as first_ticket_number,
        min(case when caller_key is not null then leg_number end) as first_caller_number

    from numbered

    group by 1

),

marked as (

    select
        numbered.*,
        summed.first_queued_number,
        summed.last_queued_number,
        summed.first_connected_number,
        summed.first_callback_number,
        summed.first_ticket_number,
        summed.first_caller_number

    from numbered

    inner join summed
        on numbered.call_key = summed.call_key

)

select
    contact_id,
    call_key,
    leg_number,
    origin,
    port_channel as channel,
    queue_key,
    agent_key,
    ticket_key,
    caller_key_type,
    caller_key,
    leg_outcome,
    is_handled,
    queue_duration,
    agent_interaction_duration,
    customer_hold_duration,
    after_contact_work_duration,
    initiated_at,
    enqueued_at,
    connected_at,
    disconnected_at,
    first_queued_number,
    last_queued_number,
    first_connected_number,
    first_callback_number,
    first_ticket_number,
    first_caller_number,
    last_updated_at,
    _loaded_at

from marked
