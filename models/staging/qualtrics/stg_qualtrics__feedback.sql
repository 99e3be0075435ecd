{{ config(enabled=plugged_in('qualtrics')) }}

with

responses as (

    select * from {{ ref('prep_qualtrics__responses') }}

    where not is_test

),

cells as (

    select * from {{ ref('prep_qualtrics__values') }}

),

lexicon as (

    select * from {{ ref('feedback_lexicon') }}

),

keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

comments as (

    select
        response_key,
        field,
        value_text

    from cells

    where role = 'comment'

),

tickets as (

    select
        response_key,
        max(coalesce(id_prefix, '') || value_text) as ticket_id

    from cells

    where role = 'ticket_id'

    group by 1

),

{{ understood_texts('comments', ['response_key', 'field'], 'value_text') }},

conformed as (

    select
        'qualtrics' as vendor,
        '{{ instance_of('qualtrics') }}' as instance,
        {{ vendor_id('qualtrics', "comments.response_key || '-' || comments.field") }}
            as feedback_id,
        'survey_comment' as feedback_source,
        {{ vendor_id('qualtrics', respondent_key(
            'responses.recipient_email', 'responses.external_reference', 'keys.pseudonym_key'
        )) | indent(8) }} as person_id,
        tickets.ticket_id,
        coalesce(understood.polarity, 'unknown') as polarity,
        understood.themes,
        responses.recorded_at as given_at,
        responses.source_updated_at,
        responses._loaded_at as loaded_at

    from comments

    inner join responses
        on comments.response_key = responses.response_key

    left join understood
        on comments.response_key = understood.response_key
        and comments.field = understood.field

    left join tickets
        on comments.response_key = tickets.response_key

    left join keys
        on 1 = 1

)

select * from conformed
