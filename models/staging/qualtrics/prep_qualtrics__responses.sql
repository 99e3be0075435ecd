{{ config(enabled=plugged_in('qualtrics'), materialized='view') }}

with

responses as (

    select * from {{ step_of('qualtrics', 'responses') }}

),

words as (

    select * from {{ ref('qualtrics_words') }}

),

translated as (

    select
        responses.*,
        coalesce(channels.port_word, 'unmapped') as channel,

        -- what the vendor does not call a live answer is none
        coalesce(statuses.port_word, 'test') = 'test' as is_test,
        coalesce(endings.port_word, 'partial') = 'partial' as is_partial

    from responses

    left join words as channels
        on channels.vocabulary = 'distribution_channel'
        and {{ word_key('responses.distribution_channel') }} = channels.vendor_word

    left join words as statuses
        on statuses.vocabulary = 'status'
        and {{ word_key('responses.status') }} = statuses.vendor_word

    left join words as endings
        on endings.vocabulary = 'finished'
        and {{ word_key('responses.finished') }} = endings.vendor_word

)

select * from translated
