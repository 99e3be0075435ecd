{{ config(enabled=plugged_in('zendesk'), materialized='view') }}

with

ratings as (

    select * from {{ step_of('zendesk', 'ratings') }}

),

tickets as (

    select * from {{ base_of('zendesk', 'tickets') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('zendesk_words') }}

),

translated as (

    select
        ratings.*,
        coalesce(channels.port_word, 'unmapped') as channel,
        coalesce(scores.port_word, 'unmapped') as rating

    from ratings

    left join tickets
        on ratings.ticket_id = tickets.id

    left join words as channels
        on channels.vocabulary = 'channel'
        and {{ word_key('tickets.via_channel') }} = channels.vendor_word

    left join words as scores
        on scores.vocabulary = 'rating'
        and {{ word_key('ratings.vendor_score') }} = scores.vendor_word

)

select * from translated
