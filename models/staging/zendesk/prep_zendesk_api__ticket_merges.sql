{{ config(enabled=plugged_in('zendesk', 'api')) }}

with

tags as (

    select * from {{ ref('prep_zendesk_api__ticket_tags') }}

),

words as (

    select * from {{ ref('zendesk_words') }}

),

-- the API marks a ticket that was merged away, and names the survivor in free text only
merged as (

    select
        tags.ticket_id,
        'unknown' as merged_into_ticket_id

    from tags

    inner join words
        on words.vocabulary = 'tag'
        and words.port_word = 'merged'
        and {{ word_key('tags.tag') }} = words.vendor_word

    group by 1

)

select * from merged
