{{ config(enabled=plugged_in('zendesk')) }}

{#- Inside one second: as the shape knows it, else as a ticket lives, else as the rows arrived. -#}
{%- set in_order -%}
changed_at asc, place asc, event_stage asc, arrived_at asc nulls last, vendor_value asc nulls first
{%- endset -%}

with

history as (

    select * from {{ step_of('zendesk', 'field_values') }}

),

words as (

    select * from {{ ref('zendesk_words') }}

),

valued as (

    select
        history.*,

        case
            when history.vendor_value is null then null
            when history.field_name in ('status', 'priority')
                then coalesce(words.port_word, 'unmapped')
            else {{ vendor_id('zendesk', 'history.vendor_value') }}
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
        and {{ word_key('history.vendor_value') }} = words.vendor_word

),

stepped as (

    select
        ticket_id,
        field_name,
        changed_at,

        case field_name
            when 'status' then 'status_changed'
            when 'priority' then 'priority_changed'
            when 'group_id' then 'team_assigned'
            else 'agent_assigned'
        end as event_type,

        user_id,

        -- a status that comes back within its second does not overtake the one in between
        max(event_stage) over (
            partition by ticket_id, field_name, changed_at
            order by {{ in_order }}
            rows between unbounded preceding and current row
        ) as event_stage,

        vendor_value,
        port_value as to_value,

        lag(port_value) over (
            partition by ticket_id, field_name
            order by {{ in_order }}
        ) as from_value,

        row_number() over (
            partition by ticket_id, field_name
            order by {{ in_order }}
        ) as change_number,

        row_number() over (
            partition by ticket_id, field_name, changed_at, vendor_value
            order by {{ in_order }}
        ) as repeat_number,

        _loaded_at

    from valued

)

select * from stepped
