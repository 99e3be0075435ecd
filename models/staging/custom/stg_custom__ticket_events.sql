{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

ticket_events as (

    select * from {{ ref('base_custom__ticket_events') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('custom_words') }}

),

recognised as (

    select
        ticket_events.*,
        coalesce(kinds.port_word, 'unmapped') as port_event_type,
        coalesce(actors.port_word, 'unknown') as port_actor_type,

        case kinds.port_word
            when 'status_changed' then 'ticket_status'
            when 'priority_changed' then 'priority'
        end as value_vocabulary

    from ticket_events

    left join words as kinds
        on kinds.vocabulary = 'event_type'
        and {{ word_key('ticket_events.event_type') }} = kinds.vendor_word

    left join words as actors
        on actors.vocabulary = 'actor_type'
        and {{ word_key('ticket_events.actor_type') }} = actors.vendor_word

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'recognised.ticket_event_id') }} as ticket_event_id,
        {{ vendor_id('custom', 'recognised.ticket_id') }} as ticket_id,
        recognised.event_at,

        -- ids that are numbers are counted up; as text, 10 would come before 9
        coalesce(
            recognised.sequence_number,
            case
                when translate(recognised.ticket_event_id, '0123456789', '') = ''
                    then {{ safe_cast('recognised.ticket_event_id', 'bigint') }}
            end,
            0
        ) as sequence_number,

        recognised.port_event_type as event_type,
        recognised.port_actor_type as actor_type,
        {{ vendor_id('custom', 'recognised.actor_id') }} as actor_id,
        {{ event_value('custom', 'recognised', 'from_value', 'from_words') }} as from_value,
        {{ event_value('custom', 'recognised', 'to_value', 'to_words') }} as to_value,
        recognised.source_updated_at,
        recognised._loaded_at as loaded_at

    from recognised

    left join words as from_words
        on recognised.value_vocabulary = from_words.vocabulary
        and {{ word_key('recognised.from_value') }} = from_words.vendor_word

    left join words as to_words
        on recognised.value_vocabulary = to_words.vocabulary
        and {{ word_key('recognised.to_value') }} = to_words.vendor_word

)

select * from conformed
