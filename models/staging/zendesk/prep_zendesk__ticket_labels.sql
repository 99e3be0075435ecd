{{ config(enabled=plugged_in('zendesk')) }}

{#- Tags that start so name the topic. -#}
{%- set topic_prefix = var('sources').get('zendesk', {}).get('topic_tag_prefix', 'topic_') -%}

with

tags as (

    select * from {{ step_of('zendesk', 'ticket_tags') }}

),

words as (

    select * from {{ ref('zendesk_words') }}

),

spelled as (

    select
        ticket_id,
        lower(tag) as tag

    from tags

),

labelled as (

    select
        spelled.ticket_id,

        -- of several topics the first in the alphabet
        min(
            case
                when substring(spelled.tag, 1, {{ topic_prefix | length }}) = '{{ topic_prefix }}'
                    then substring(spelled.tag, {{ topic_prefix | length + 1 }})
            end
        ) as topic,

        max(case when words.port_word = 'spam' then 1 else 0 end) = 1 as is_spam,
        max(case when words.port_word = 'test' then 1 else 0 end) = 1 as is_test

    from spelled

    left join words
        on words.vocabulary = 'tag'
        and {{ word_key('spelled.tag') }} = words.vendor_word

    group by 1

)

select * from labelled
