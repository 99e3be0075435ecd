-- STAND-IN: answers as they are.
with

responses as (

    select * from {{ ref('int_survey_responses_unioned') }}

)

select
    response_id,
    question_id,
    measure,
    person_id as customer_id,
    case when score is null then 'not_answered' end as exclusion_reason,
    scale_min,
    scale_max,
    score,
    cast(responded_at as date) as responded_on

from responses
