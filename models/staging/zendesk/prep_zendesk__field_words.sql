{{ config(enabled=plugged_in('zendesk'), materialized='view') }}

with

history as (

    select * from {{ step_of('zendesk', 'field_values') }}

),

words as (

    select * from {{ ref('zendesk_words') }}

),

spelled as (

    select
        *,

        case field_name
            when 'status' then 'ticket_status'
            when 'priority' then 'priority'
        end as value_vocabulary

    from history

),

valued as (

    select
        spelled.*,
        {{ event_value('zendesk', 'spelled', 'vendor_value', 'words') | indent(8) }} as port_value,
        {{ event_value(
            'zendesk', 'spelled', 'previous_value', 'previous_words'
        ) | indent(8) }} as told_previous_value,

        -- of one second: how a ticket lives, so that a solve follows what it answers
        case
            when spelled.field_name <> 'status' then 2
            when words.port_word = 'new' then 1
            when words.port_word = 'open' then 4
            when words.port_word = 'resolved' then 8
            when words.port_word = 'closed' then 9
            when words.port_word = 'deleted' then 10
            else 7
        end as own_stage

    from spelled

    left join words
        on spelled.value_vocabulary = words.vocabulary
        and {{ word_key('spelled.vendor_value') }} = words.vendor_word

    left join words as previous_words
        on spelled.value_vocabulary = previous_words.vocabulary
        and {{ word_key('spelled.previous_value') }} = previous_words.vendor_word

)

select * from valued
