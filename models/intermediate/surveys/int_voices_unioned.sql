-- Every time somebody said what they think, in answer to a question or of their own accord.
with

responses as (

    select * from {{ ref('int_survey_responses_judged') }}

    where exclusion_reason is null and opinion is not null

),

feedback as (

    select * from {{ ref('int_feedback_described') }}

),

weighed as (

    select
        *,
        case
            when feedback_source = 'complaint' then -1
            when feedback_source = 'compliment' then 1

            -- the score speaks for a comment on it
            when feedback_source not in ('review', 'social') then null
            when polarity = 'positive' then 1
            when polarity = 'neutral' then 0
            when polarity = 'negative' then -1
        end as opinion

    from feedback

),

unioned as (

    select
        measure as voice_source,
        response_id as voice_id,
        question_id,
        customer_id,
        channel,
        customer_segment,
        opinion,
        responded_on as spoken_on,
        responded_at as spoken_at

    from responses

    union all

    select
        feedback_source as voice_source,
        feedback_id as voice_id,
        cast(null as {{ dbt.type_string() }}) as question_id,
        customer_id,
        channel,
        customer_segment,
        opinion,
        given_on as spoken_on,
        given_at as spoken_at

    from weighed

    where opinion is not null

)

select * from unioned
