{{ config(enabled=plugged_in('qualtrics')) }}

with

responses as (

    select * from {{ ref('prep_qualtrics__responses') }}

),

cells as (

    select * from {{ ref('prep_qualtrics__values') }}

),

keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

linked as (

    select
        response_key,
        role,
        coalesce(id_prefix, '') || value_text as linked_id

    from cells

),

links as (

    select
        response_key,
        max(case when role = 'ticket_id' then linked_id end) as ticket_id,
        max(case when role = 'call_id' then linked_id end) as call_id,
        max(case when role = 'agent_id' then linked_id end) as agent_id

    from linked

    group by 1

),

conformed as (

    select
        'qualtrics' as vendor,
        '{{ instance_of('qualtrics') }}' as instance,
        {{ vendor_id('qualtrics', 'responses.response_key') }} as response_id,
        {{ vendor_id('qualtrics', 'cells.field') }} as question_id,
        {{ vendor_id('qualtrics', 'responses.invitation_key') }} as invitation_id,
        {{ vendor_id('qualtrics', 'responses.survey_key') }} as instrument_id,
        cells.role as measure,
        cells.scale_min,
        cells.scale_max,
        cells.higher_is_better,
        {{ safe_cast('cells.value_text', 'decimal(18, 3)') }} as score,
        cast(1 as decimal(18, 3)) as response_weight,
        'customer' as audience,
        {{ vendor_id('qualtrics', respondent_key(
            'responses.recipient_email', 'responses.external_reference', 'keys.pseudonym_key'
        )) | indent(8) }} as person_id,
        links.ticket_id,
        links.call_id,
        links.agent_id,
        cast(null as {{ dbt.type_string() }}) as team_id,
        responses.channel,
        cast(null as {{ dbt.type_string() }}) as wave,
        responses.recorded_at as responded_at,
        responses.is_test,
        responses.is_partial,
        responses.source_updated_at,
        responses._loaded_at as loaded_at

    from cells

    inner join responses
        on cells.response_key = responses.response_key

    inner join links
        on cells.response_key = links.response_key

    left join keys
        on 1 = 1

    where cells.scale_min is not null

)

select * from conformed
