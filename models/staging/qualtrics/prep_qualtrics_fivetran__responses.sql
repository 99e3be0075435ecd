{{ config(enabled=plugged_in('qualtrics', 'fivetran'), materialized='view') }}

with

responses as (

    select * from {{ ref('base_qualtrics_fivetran__survey_responses') }}

    where row_fate = 'kept'

),

distribution_contacts as (

    select * from {{ ref('base_qualtrics_fivetran__distribution_contacts') }}

    -- what was answered stays so, though a version from before the answer may be delivered later
    where row_fate in ('kept', 'duplicate') and response_id is not null

),

invited as (

    select
        response_id,
        min(distribution_id || '-' || contact_id) as invitation_key

    from distribution_contacts

    group by 1

)

select
    responses.id as response_key,
    responses.survey_id as survey_key,
    invited.invitation_key,
    responses.status,
    responses.finished,
    responses.distribution_channel,
    responses.recipient_email,
    responses.external_data_reference as external_reference,
    responses.recorded_date as recorded_at,
    coalesce(responses.last_modified_date, responses.recorded_date) as source_updated_at,
    responses._loaded_at

from responses

left join invited
    on responses.id = invited.response_id
