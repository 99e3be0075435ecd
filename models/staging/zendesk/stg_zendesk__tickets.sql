{{ config(enabled=plugged_in('zendesk')) }}

with

tickets as (

    select * from {{ base_of('zendesk', 'tickets') }}

    where row_fate = 'kept'

),

labels as (

    select * from {{ ref('prep_zendesk__ticket_labels') }}

),

absorbed as (

    select * from {{ step_of('zendesk', 'ticket_merges') }}

),

actors as (

    select * from {{ ref('prep_zendesk__actors') }}

),

words as (

    select * from {{ ref('zendesk_words') }}

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'tickets.id') }} as ticket_id,
        cast(tickets.id as {{ dbt.type_string() }}) as ticket_number,
        {{ vendor_id('zendesk', 'tickets.requester_id') }} as requester_id,
        {{ vendor_id('zendesk', 'tickets.organization_id') }} as organization_id,
        coalesce(channels.port_word, 'unmapped') as channel,
        coalesce(statuses.port_word, 'unmapped') as ticket_status,
        coalesce(priorities.port_word, 'unmapped') as priority,
        tickets.type as ticket_type,
        labels.topic,
        {{ vendor_id('zendesk', 'tickets.group_id') }} as team_id,
        {{ vendor_id('zendesk', 'tickets.assignee_id') }} as agent_id,

        case
            when actors.actor_type in ('bot', 'system') then actors.actor_type
            -- an agent who asks is the customer of that ticket
            when tickets.submitter_id = tickets.requester_id then 'customer'
            else coalesce(actors.actor_type, 'unknown')
        end as opened_by_actor_type,

        cast(null as {{ dbt.type_string() }}) as opened_from_call_id,
        {{ vendor_id('zendesk', 'absorbed.merged_into_ticket_id') }} as merged_into_ticket_id,
        coalesce(tickets.is_deleted, false)
        or coalesce(statuses.port_word = 'deleted', false) as is_deleted,
        coalesce(labels.is_spam, false) as is_spam,
        coalesce(labels.is_test, false) as is_test,
        tickets.created_at as opened_at,
        cast(null as timestamp) as first_replied_at,
        cast(null as timestamp) as resolved_at,
        cast(null as timestamp) as closed_at,
        cast(null as integer) as reopen_count,
        cast(null as integer) as reassignment_count,
        tickets.updated_at as source_updated_at,
        tickets._loaded_at as loaded_at

    from tickets

    left join labels
        on tickets.id = labels.ticket_id

    left join absorbed
        on tickets.id = absorbed.ticket_id

    left join actors
        on tickets.submitter_id = actors.user_id

    left join words as channels
        on channels.vocabulary = 'channel'
        and {{ word_key('tickets.via_channel') }} = channels.vendor_word

    left join words as statuses
        on statuses.vocabulary = 'ticket_status'
        and {{ word_key('tickets.status') }} = statuses.vendor_word

    left join words as priorities
        on priorities.vocabulary = 'priority'
        and {{ word_key('tickets.priority') }} = priorities.vendor_word

)

select * from conformed
