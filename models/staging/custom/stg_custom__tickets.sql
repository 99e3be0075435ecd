{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

tickets as (

    select * from {{ ref('base_custom__tickets') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('custom_words') }}

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'tickets.ticket_id') }} as ticket_id,
        tickets.ticket_number,
        {{ vendor_id('custom', 'tickets.requester_id') }} as requester_id,
        {{ vendor_id('custom', 'tickets.organization_id') }} as organization_id,
        coalesce(channels.port_word, 'unmapped') as channel,
        coalesce(statuses.port_word, 'unmapped') as ticket_status,
        coalesce(priorities.port_word, 'unmapped') as priority,
        tickets.ticket_type,
        tickets.topic,
        {{ vendor_id('custom', 'tickets.team_id') }} as team_id,
        {{ vendor_id('custom', 'tickets.agent_id') }} as agent_id,
        coalesce(actors.port_word, 'unknown') as opened_by_actor_type,
        {{ linked_id('tickets.opened_from_call_id') | indent(8) }} as opened_from_call_id,
        {{ vendor_id('custom', 'tickets.merged_into_ticket_id') }} as merged_into_ticket_id,
        coalesce(tickets.is_deleted, false) as is_deleted,
        coalesce(tickets.is_spam, false) as is_spam,
        coalesce(tickets.is_test, false) as is_test,
        tickets.opened_at,
        tickets.first_replied_at,
        tickets.resolved_at,
        tickets.closed_at,
        tickets.reopen_count,
        tickets.reassignment_count,
        tickets.source_updated_at,
        tickets._loaded_at as loaded_at

    from tickets

    left join words as channels
        on channels.vocabulary = 'channel'
        and {{ word_key('tickets.channel') }} = channels.vendor_word

    left join words as statuses
        on statuses.vocabulary = 'ticket_status'
        and {{ word_key('tickets.ticket_status') }} = statuses.vendor_word

    left join words as priorities
        on priorities.vocabulary = 'priority'
        and {{ word_key('tickets.priority') }} = priorities.vendor_word

    left join words as actors
        on actors.vocabulary = 'actor_type'
        and {{ word_key('tickets.opened_by_actor_type') }} = actors.vendor_word

)

select * from conformed
