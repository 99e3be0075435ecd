{{ config(enabled=plugged_in('custom')) }}

with

calls as (

    select * from {{ ref('base_custom__calls') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('custom_words') }}

),

keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

phone_numbers as (

    {{ phone_numbers_of('custom') | indent(4) }}

),

typed as (

    select
        *,
        case when caller_key like '%@%' then 'email' else 'phone' end as caller_key_type

    from calls

),

normalised as (

    select
        typed.*,
        {{ normal_key('typed.caller_key_type', 'typed.caller_key') | indent(8) }}
            as normal_caller_key

    from typed

    left join phone_numbers
        on typed.caller_key = phone_numbers.phone_text

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'calls.call_id') }} as call_id,
        coalesce(directions.port_word, 'unmapped') as direction,
        coalesce(channels.port_word, 'unmapped') as channel,
        {{ linked_id('calls.caller_id') | indent(8) }} as caller_id,
        {{ keyed_hash('calls.normal_caller_key', 'keys.pseudonym_key') }} as caller_key_hash,
        {{ linked_id('calls.ticket_id') | indent(8) }} as ticket_id,
        {{ linked_id('calls.team_id') | indent(8) }} as team_id,
        {{ linked_id('calls.agent_id') | indent(8) }} as agent_id,
        calls.started_at,
        calls.queued_at,
        calls.answered_at,
        calls.ended_at,
        calls.ivr_seconds,
        calls.wait_seconds,
        calls.talk_seconds,
        calls.hold_seconds,
        calls.wrap_seconds,
        coalesce(outcomes.port_word, 'unmapped') as outcome,
        calls.transfer_count,
        coalesce(calls.is_test, false) as is_test,
        calls.source_updated_at,
        calls._loaded_at as loaded_at

    from normalised as calls

    left join keys
        on 1 = 1

    left join words as directions
        on directions.vocabulary = 'direction'
        and {{ word_key('calls.direction') }} = directions.vendor_word

    left join words as channels
        on channels.vocabulary = 'call_channel'
        and {{ word_key('calls.channel') }} = channels.vendor_word

    left join words as outcomes
        on outcomes.vocabulary = 'outcome'
        and {{ word_key('calls.outcome') }} = outcomes.vendor_word

)

select * from conformed
