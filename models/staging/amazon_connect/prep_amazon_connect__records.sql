{{ config(enabled=plugged_in('amazon_connect')) }}

{#- The attribute in which flows or agents note the helpdesk's ticket. -#}
{%- set settings = var('sources').get('amazon_connect', {}) -%}
{%- set ticket_attribute = settings.get('ticket_attribute', 'ticket_id') -%}

with

records as (

    select * from {{ ref('base_amazon_connect__contact_records') }}

    where row_fate = 'kept'

),

chains as (

    select * from {{ ref('prep_amazon_connect__chains') }}

),

words as (

    select * from {{ ref('amazon_connect_words') }}

),

read_out as (

    select
        records.*,
        chains.call_key,
        chains.origin,
        chains.is_passed_on,
        chains.is_called_back,
        chains.is_only_leg,
        coalesce(channels.port_word, 'unmapped') as port_channel,
        coalesce(records.queue_arn, records.queue_name) as queue_key,
        coalesce(records.agent_arn, records.agent_username) as agent_key,
        nullif(trim({{ json_text('records.attributes', ticket_attribute) }}), '') as ticket_key,
        address_kinds.port_word as caller_key_type,
        translate(replace(lower(records.customer_address), '(0)', ''), ' -./()', '') as address

    from records

    inner join chains
        on records.contact_id = chains.contact_id

    left join words as channels
        on channels.vocabulary = 'channel'
        and {{ word_key('records.channel') }} = channels.vendor_word

    left join words as address_kinds
        on address_kinds.vocabulary = 'address_type'
        and {{ word_key('records.customer_address_type') }} = address_kinds.vendor_word

),

identified as (

    select
        contact_id,
        call_key,
        origin,
        is_passed_on,
        is_called_back,
        is_only_leg,
        port_channel as channel,
        queue_key,
        agent_key,
        ticket_key,
        caller_key_type,
        queue_duration,
        agent_interaction_duration,
        customer_hold_duration,
        after_contact_work_duration,
        initiated_at,
        enqueued_at,
        connected_at,
        disconnected_at,
        last_updated_at,
        _loaded_at,
        connected_at is not null as is_connected,

        -- anonymous, withheld and short numbers must never unite two callers
        case
            when
                caller_key_type = 'phone'
                and address like '+%'
                and translate(address, '0123456789', '') = '+'
                and length(address) between 8 and 16
                then address
            when caller_key_type = 'email' and customer_address like '%_@_%'
                then lower(customer_address)
        end as caller_key

    from read_out

)

select * from identified
