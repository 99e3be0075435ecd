{{ config(enabled=plugged_in('qualtrics', 'export'), materialized='view') }}

with

responses as (

    select * from {{ ref('prep_qualtrics_export__responses') }}

)

select
    recipient_email,
    cast(null as {{ dbt.type_string() }}) as phone,
    external_reference,
    recorded_at as observed_at,
    _loaded_at

from responses
