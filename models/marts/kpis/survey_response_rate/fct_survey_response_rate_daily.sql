with

atoms as (

    select * from {{ ref('fct_survey_response_rate_invitations') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('survey_response_rate') }}

select * from rated
