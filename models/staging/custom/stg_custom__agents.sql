{{ config(enabled=plugged_in('custom')) }}

with

agents as (

    select * from {{ ref('base_custom__agents') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('custom_words') }}

),

keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'agents.agent_id') }} as agent_id,
        agents.agent_name,
        {{ keyed_hash('lower(agents.email)', 'keys.pseudonym_key') }} as email_hash,
        agents.employee_id,
        {{ vendor_id('custom', 'agents.team_id') }} as team_id,
        coalesce(agent_roles.port_word, 'unmapped') as agent_role,
        coalesce(agents.is_active, true) as is_active,
        agents.created_at,
        agents.source_updated_at,
        agents._loaded_at as loaded_at

    from agents

    left join words as agent_roles
        on agent_roles.vocabulary = 'agent_role'
        and {{ word_key('agents.agent_role') }} = agent_roles.vendor_word

    left join keys
        on 1 = 1

)

select * from conformed
