{{ config(enabled=plugged_in('zendesk'), materialized='view') }}

with

ratings as (

    select * from {{ ref('prep_zendesk__ratings') }}

    where comment_text is not null and rating not in ('offered', 'unoffered')

),

lexicon as (

    select * from {{ ref('feedback_lexicon') }}

),

{{ understood_texts('ratings', ['rating_key'], 'comment_text') }},

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'ratings.rating_key') }} as feedback_id,
        'survey_comment' as feedback_source,
        {{ vendor_id('zendesk', 'ratings.requester_id') }} as person_id,
        {{ vendor_id('zendesk', 'ratings.ticket_id') }} as ticket_id,

        -- the score beside the words says how they are meant
        case ratings.rating
            when 'good' then 'positive'
            when 'bad' then 'negative'
            else coalesce(understood.polarity, 'unknown')
        end as polarity,

        understood.themes,
        ratings.rated_at as given_at,
        ratings.source_updated_at,
        ratings._loaded_at as loaded_at

    from ratings

    left join understood
        on ratings.rating_key = understood.rating_key

)

select * from conformed
