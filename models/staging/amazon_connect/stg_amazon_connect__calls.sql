{{ config(enabled=plugged_in('amazon_connect')) }}

{#- Whose tickets the attribute names; else those of the first vendor that fills the port. -#}
{%- set settings = var('sources').get('amazon_connect', {}) -%}
{%- set helpdesks = [settings.helpdesk] if settings.helpdesk else [] -%}
{%- for vendor in var('vendors') if 'tickets' in ports_of(vendor) -%}
{%- do helpdesks.append(vendor) -%}
{%- endfor %}

with

calls as (

    select * from {{ ref('prep_amazon_connect__calls') }}

),

keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

hashed as (

    select
        calls.*,
        {{ keyed_hash('calls.caller_key', 'keys.pseudonym_key') }} as caller_key_hash

    from calls

    left join keys
        on 1 = 1

)

select
    'amazon_connect' as vendor,
    '{{ instance_of('amazon_connect') }}' as instance,
    {{ vendor_id('amazon_connect', 'call_key') }} as call_id,
    case when origin in ('inbound', 'outbound', 'callback') then origin else 'unmapped' end
        as direction,
    channel,
    {{ vendor_id('amazon_connect', 'caller_key_hash') }} as caller_id,
    caller_key_hash,
    {%- if helpdesks %}
    {{ vendor_id(helpdesks[0], 'ticket_key') }} as ticket_id,
    {%- else %}
    cast(null as {{ dbt.type_string() }}) as ticket_id,
    {%- endif %}
    {{ vendor_id('amazon_connect', 'queue_key') }} as team_id,
    {{ vendor_id('amazon_connect', 'agent_key') }} as agent_id,
    started_at,
    queued_at,
    case when outcome = 'answered' then connected_at end as answered_at,
    ended_at,
    case
        when origin = 'inbound'
            then {{ seconds_between('started_at', 'coalesce(queued_at, ended_at)') }}
    end as ivr_seconds,
    cast(wait_seconds as decimal(18, 3)) as wait_seconds,
    cast(talk_seconds as decimal(18, 3)) as talk_seconds,
    cast(hold_seconds as decimal(18, 3)) as hold_seconds,
    cast(wrap_seconds as decimal(18, 3)) as wrap_seconds,
    outcome,
    cast(transfer_count as integer) as transfer_count,
    false as is_test,
    source_updated_at,
    loaded_at

from hashed
