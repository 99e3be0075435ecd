{{ config(enabled=plugged_in('qualtrics')) }}

with

responses as (

    select * from {{ ref('prep_qualtrics__responses') }}

),

cells as (

    select * from {{ step_of('qualtrics', 'values') }}

    where value_text is not null

),

fields as (

    select * from {{ ref('qualtrics_fields') }}

),

matched as (

    select
        cells.response_key,
        cells.field,
        cells.value_text,
        fields.role,
        fields.scale_min,
        fields.scale_max,
        fields.higher_is_better,
        fields.id_prefix,

        -- a line for the survey itself goes before one for any
        row_number() over (
            partition by cells.response_key, cells.field
            order by case when fields.survey_id = '*' then 1 else 0 end, fields.role
        ) as match_number

    from cells

    inner join responses
        on cells.response_key = responses.response_key

    inner join fields
        on cells.field = fields.field
        and fields.survey_id in ('*', responses.survey_key)

)

select
    response_key,
    field,
    role,
    value_text,
    id_prefix,
    scale_min,
    scale_max,
    higher_is_better

from matched

where match_number = 1
