{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

feedback as (

    select * from {{ ref('base_custom__feedback') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('custom_words') }}

),

lexicon as (

    select * from {{ ref('feedback_lexicon') }}

),

-- what already says both needs no reading
unread as (

    select
        feedback_id,
        feedback_text

    from feedback

    where themes is null or polarity is null

),

{{ understood_texts('unread', ['feedback_id'], 'feedback_text') }},

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'feedback.feedback_id') }} as feedback_id,
        coalesce(feedback_sources.port_word, 'unmapped') as feedback_source,

        -- of employees no person is told
        case
            when coalesce(feedback_sources.port_word, 'unmapped') <> 'employee'
                then {{ linked_id('feedback.person_id') | indent(8) }}
        end as person_id,

        {{ linked_id('feedback.ticket_id') | indent(8) }} as ticket_id,

        case
            when feedback.polarity is null then coalesce(understood.polarity, 'unknown')
            else coalesce(polarities.port_word, 'unknown')
        end as polarity,

        coalesce(lower(replace(feedback.themes, ', ', ',')), understood.themes) as themes,
        feedback.given_at,
        feedback.source_updated_at,
        feedback._loaded_at as loaded_at

    from feedback

    left join understood
        on feedback.feedback_id = understood.feedback_id

    left join words as feedback_sources
        on feedback_sources.vocabulary = 'feedback_source'
        and {{ word_key('feedback.feedback_source') }} = feedback_sources.vendor_word

    left join words as polarities
        on polarities.vocabulary = 'polarity'
        and {{ word_key('feedback.polarity') }} = polarities.vendor_word

)

select * from conformed
