{{ config(enabled=plugged_in('qualtrics', 'export'), materialized='view') }}

with

responses as (

    select * from {{ ref('base_qualtrics_export__responses') }}

    where row_fate = 'kept'

),

fields as (

    select field

    from {{ ref('qualtrics_fields') }}

    group by 1

)

select
    responses.response_id as response_key,
    fields.field,
    nullif(trim({{ json_entry('responses.answers', 'fields.field') }}), '') as value_text

from responses

cross join fields
