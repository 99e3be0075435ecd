{{ config(enabled=plugged_in('zendesk', 'api')) }}

with

audits as (

    select * from {{ ref('base_zendesk_api__ticket_audits') }}

    where row_fate = 'kept'

),

listed as (

    {{ json_items(
        'audits', 'events', ['id', 'ticket_id', 'created_at', 'author_id', '_loaded_at']
    ) | indent(4) }}

),

told as (

    select
        *,
        {{ json_text('item', 'type') }} as event_type,
        {{ json_text('item', 'field_name') }} as field_name,
        {{ json_text('item', 'value') }} as vendor_value,
        {{ json_text('item', 'previous_value') }} as previous_value,
        {{ json_text('item', 'public') }} as is_public,
        {{ json_text('item', 'author_id') }} as event_author_id,
        {{ json_text(json_text('item', 'via'), 'channel') }} as via_channel

    from listed

),

ordered as (

    select
        ticket_id,
        created_at as happened_at,

        -- audits are numbered as they are written, their events stand in order
        row_number() over (
            partition by ticket_id
            order by created_at, id, item_number
        ) as place,

        id || ':' || item_number as event_key,

        case
            when event_type in ('Create', 'Change') then 'field'
            -- also VoiceComment and its kin
            when event_type like '%Comment' then 'comment'
        end as event_kind,

        field_name,
        nullif(trim(vendor_value), '') as vendor_value,
        nullif(trim(previous_value), '') as previous_value,
        {{ safe_cast('is_public', 'boolean') }} as is_public,

        case
            -- a trigger or an automation acts inside somebody's update
            when via_channel = 'rule' then -1
            else coalesce({{ safe_cast('event_author_id', 'bigint') }}, author_id)
        end as user_id,

        _loaded_at

    from told

)

select *

from ordered

-- notifications and the like change nothing
where event_kind is not null
