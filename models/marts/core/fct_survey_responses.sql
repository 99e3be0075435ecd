{#- A view: what it lists is stored, as voices are taken from it too. -#}
{{ config(materialized='view') }}

with

responses as (

    select * from {{ ref('int_survey_responses_judged') }}

)

select * from responses
