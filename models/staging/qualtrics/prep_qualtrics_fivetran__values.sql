{{ config(enabled=plugged_in('qualtrics', 'fivetran'), materialized='view') }}

with

question_responses as (

    select * from {{ ref('base_qualtrics_fivetran__question_responses') }}

    where row_fate = 'kept'

),

embedded as (

    select * from {{ ref('base_qualtrics_fivetran__survey_embedded_fields') }}

    where row_fate = 'kept'

),

fields as (

    select * from {{ ref('qualtrics_fields') }}

),

wanted as (

    select field

    from fields

    group by 1

),

-- named as an export names them: QID1, its part QID1_2, its words QID1_TEXT
named as (

    select
        response_id as response_key,
        question_id || coalesce('_' || sub_question_key, '') as field,
        coalesce(value, text) as value_text

    from question_responses

    union all

    select
        response_id as response_key,
        question_id || coalesce('_' || sub_question_key, '') || '_TEXT' as field,
        text as value_text

    from question_responses

    union all

    select
        response_id as response_key,
        key as field,
        value as value_text

    from embedded

)

-- a loop asks one question several times: the greatest answer stands for all
select
    named.response_key,
    named.field,
    max(named.value_text) as value_text

from named

inner join wanted
    on named.field = wanted.field

group by 1, 2
