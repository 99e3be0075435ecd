{{ config(enabled=plugged_in('qualtrics', 'export'), materialized='view') }}

with

responses as (

    select * from {{ ref('base_qualtrics_export__responses') }}

    where row_fate = 'kept'

),

fields as (

    select * from {{ ref('qualtrics_fields') }}

),

wanted as (

    select field

    from fields

    group by 1

)

select
    responses.response_id as response_key,
    wanted.field,
    nullif(trim({{ json_entry('responses.answers', 'wanted.field') }}), '') as value_text

from responses

cross join wanted
