{{ config(enabled=plugged_in('qualtrics', 'export'), materialized='view') }}

with

responses as (

    select * from {{ ref('base_qualtrics_export__responses') }}

    where row_fate = 'kept'

),

known as (

    {{ known_time_zones() | indent(4) }}

),

timed as (

    select
        responses.*,

        -- a file that names no zone is taken to speak UTC; a zone that nobody knows tells no time
        case
            when responses.time_zone is null then responses.recorded_at
            else {{ utc_time('responses.recorded_at', 'known.time_zone') }}
        end as recorded_utc_at

    from responses

    left join known
        on responses.time_zone = known.time_zone

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
    recorded_utc_at as recorded_at,
    recorded_utc_at as source_updated_at,
    _loaded_at

from timed
