{{ config(enabled=plugged_in('zendesk')) }}

with

history as (

    select * from {{ base_of('zendesk', 'ticket_field_history') }}

    where
        row_fate = 'kept'
        and field_name in ('status', 'priority', 'group_id', 'assignee_id')

),

words as (

    select * from {{ ref('zendesk_words') }}

),

valued as (

    select
        history.*,

        case
            when history.value is null then null
            when history.field_name in ('status', 'priority')
                then coalesce(words.port_word, 'unmapped')
            else {{ vendor_id('zendesk', 'history.value') }}
        end as port_value,

        -- of one second: how a ticket lives, so that a solve follows what it answers
        case
            when history.field_name <> 'status' then 2
            when words.port_word = 'new' then 1
            when words.port_word = 'open' then 4
            when words.port_word = 'resolved' then 8
            when words.port_word = 'closed' then 9
            when words.port_word = 'deleted' then 10
            else 7
        end as event_stage

    from history

    left join words
        on words.vocabulary = replace(history.field_name, 'status', 'ticket_status')
        and {{ word_key('history.value') }} = words.vendor_word

),

stepped as (

    select
        ticket_id,
        field_name,
        updated as changed_at,

        case field_name
            when 'status' then 'status_changed'
            when 'priority' then 'priority_changed'
            when 'group_id' then 'team_assigned'
            else 'agent_assigned'
        end as event_type,

        user_id,
        event_stage,
        value as vendor_value,
        port_value as to_value,

        lag(port_value) over (
            partition by ticket_id, field_name
            order by
                updated asc, event_stage asc, _fivetran_synced asc nulls last, value asc nulls first
        ) as from_value,

        row_number() over (
            partition by ticket_id, field_name
            order by
                updated asc, event_stage asc, _fivetran_synced asc nulls last, value asc nulls first
        ) as change_number,

        _loaded_at

    from valued

)

select * from stepped
