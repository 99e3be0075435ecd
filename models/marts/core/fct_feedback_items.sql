{#- A view: what it lists is stored, as voices are taken from it too. -#}
{{ config(materialized='view') }}

with

feedback as (

    select * from {{ ref('int_feedback_described') }}

)

select * from feedback
