{{ config(enabled=plugged_in('qualtrics', 'fivetran'), materialized='view') }}

with

responses as (

    select * from {{ ref('prep_qualtrics_fivetran__responses') }}

),

contacts as (

    select * from {{ ref('base_qualtrics_fivetran__directory_contacts') }}

    where row_fate = 'kept'

)

select
    recipient_email,
    cast(null as {{ dbt.type_string() }}) as phone,
    external_reference,
    recorded_at as observed_at,
    _loaded_at

from responses

union all

select
    email as recipient_email,
    phone,
    ext_ref as external_reference,
    last_modified as observed_at,
    _loaded_at

from contacts
