{{ config(enabled=plugged_in('zendesk', 'api')) }}

with

tags as (

    select * from {{ ref('prep_zendesk_api__ticket_tags') }}

),

words as (

    select * from {{ ref('zendesk_words') }}

),

audits as (

    select * from {{ ref('base_zendesk_api__ticket_audits') }}

    where row_fate = 'kept' and via_source is not null

),

-- an update that was a merge names the other ticket; so does the survivor's, but in a list
told as (

    select
        ticket_id,
        {{ json_text('via_source', 'rel') }} as relation,
        {{ json_text(json_text('via_source', 'from'), 'ticket_id') }} as other_ticket_id

    from audits

),

survivors as (

    select
        ticket_id,

        -- should two be named, always the same one
        max({{ safe_cast('other_ticket_id', 'bigint') }}) as survivor_id

    from told

    where relation = 'merge'

    group by 1

),

-- a tag says that the ticket was merged away
merged as (

    select
        tags.ticket_id,
        coalesce(cast(max(survivors.survivor_id) as {{ dbt.type_string() }}), 'unknown')
            as merged_into_ticket_id

    from tags

    inner join words
        on words.vocabulary = 'tag'
        and words.port_word = 'merged'
        and {{ word_key('tags.tag') }} = words.vendor_word

    left join survivors
        on tags.ticket_id = survivors.ticket_id

    group by 1

)

select * from merged
