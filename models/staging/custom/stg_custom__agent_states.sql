{{ config(enabled=plugged_in('custom')) }}

with

agent_states as (

    select * from {{ ref('base_custom__agent_states') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('custom_words') }}

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ linked_id('agent_states.agent_id') | indent(8) }} as agent_id,
        coalesce(states.port_word, 'unmapped') as agent_state,

        -- a rota that says nothing is not a word that nobody knows
        case
            when agent_states.scheduled_state is not null
                then coalesce(rota.port_word, 'unmapped')
        end as scheduled_state,

        agent_states.started_at,
        agent_states.ended_at,
        agent_states.source_updated_at,
        agent_states._loaded_at as loaded_at

    from agent_states

    left join words as states
        on states.vocabulary = 'agent_state'
        and {{ word_key('agent_states.agent_state') }} = states.vendor_word

    left join words as rota
        on rota.vocabulary = 'agent_state'
        and {{ word_key('agent_states.scheduled_state') }} = rota.vendor_word

)

select * from conformed
