{{ config(enabled=plugged_in('custom')) }}

with

call_legs as (

    select * from {{ ref('base_custom__call_legs') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('custom_words') }}

),

numbered as (

    select
        *,
        row_number() over (partition by call_id order by started_at, call_leg_id) as order_number

    from call_legs

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'numbered.call_leg_id') }} as call_leg_id,
        {{ vendor_id('custom', 'numbered.call_id') }} as call_id,
        coalesce(numbered.leg_number, cast(numbered.order_number as integer)) as leg_number,
        coalesce(kinds.port_word, 'unmapped') as leg_kind,
        {{ linked_id('numbered.team_id') | indent(8) }} as team_id,
        {{ linked_id('numbered.agent_id') | indent(8) }} as agent_id,
        numbered.started_at,
        numbered.answered_at,
        numbered.ended_at,
        numbered.wait_seconds,
        numbered.talk_seconds,
        numbered.hold_seconds,
        numbered.wrap_seconds,
        coalesce(outcomes.port_word, 'unmapped') as outcome,
        numbered.source_updated_at,
        numbered._loaded_at as loaded_at

    from numbered

    left join words as kinds
        on kinds.vocabulary = 'leg_kind'
        and {{ word_key('numbered.leg_kind') }} = kinds.vendor_word

    left join words as outcomes
        on outcomes.vocabulary in ('outcome', 'leg_outcome')
        and {{ word_key('numbered.outcome') }} = outcomes.vendor_word

)

select * from conformed
