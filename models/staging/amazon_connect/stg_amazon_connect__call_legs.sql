{{ config(enabled=plugged_in('amazon_connect')) }}

with

legs as (

    select * from {{ ref('prep_amazon_connect__legs') }}

),

conformed as (

    select
        'amazon_connect' as vendor,
        '{{ instance_of('amazon_connect') }}' as instance,
        {{ vendor_id('amazon_connect', 'contact_id') }} as call_leg_id,
        {{ vendor_id('amazon_connect', 'call_key') }} as call_id,
        leg_number,

        case
            when origin = 'listening' then 'external'
            when is_handled then 'agent'
            when enqueued_at is not null then 'queue'
            when origin = 'outbound' then 'external'
            else 'ivr'
        end as leg_kind,

        {{ vendor_id('amazon_connect', 'queue_key') }} as team_id,
        {{ vendor_id('amazon_connect', 'agent_key') }} as agent_id,
        initiated_at as started_at,
        connected_at as answered_at,
        disconnected_at as ended_at,
        queue_duration as wait_seconds,
        agent_interaction_duration as talk_seconds,
        customer_hold_duration as hold_seconds,
        after_contact_work_duration as wrap_seconds,
        leg_outcome as outcome,
        last_updated_at as source_updated_at,
        _loaded_at as loaded_at

    from legs

)

select * from conformed
