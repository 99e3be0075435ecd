{{ config(enabled=plugged_in('qualtrics', 'export'), materialized='view') }}

with

responses as (

    select * from {{ ref('base_qualtrics_export__responses') }}

    where row_fate = 'kept'

)

select
    response_id as response_key,
    coalesce({{ text_matched('_extract_file', 'SV_[A-Za-z0-9]+') }}, '(unknown)') as survey_key,
    cast(null as {{ dbt.type_string() }}) as invitation_key,
    status,
    finished,
    distribution_channel,
    recipient_email,
    external_reference,
    recorded_at,
    recorded_at as source_updated_at,
    _loaded_at

from responses
