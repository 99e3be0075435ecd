{{ config(enabled=plugged_in('qualtrics', 'fivetran')) }}

with

distribution_contacts as (

    select * from {{ ref('base_qualtrics_fivetran__distribution_contacts') }}

    where row_fate = 'kept' and sent_at is not null

),

distributions as (

    select * from {{ ref('base_qualtrics_fivetran__distributions') }}

    where row_fate = 'kept'

),

contacts as (

    select * from {{ ref('base_qualtrics_fivetran__directory_contacts') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('qualtrics_words') }}

),

keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

conformed as (

    select
        'qualtrics' as vendor,
        '{{ instance_of('qualtrics') }}' as instance,
        {{ vendor_id(
            'qualtrics',
            "distribution_contacts.distribution_id || '-' || distribution_contacts.contact_id"
        ) }} as invitation_id,
        {{ vendor_id(
            'qualtrics', "coalesce(distributions.survey_link_survey_id, '(unknown)')"
        ) }} as instrument_id,
        'customer' as audience,
        {{ vendor_id('qualtrics', respondent_key(
            'contacts.email', 'contacts.ext_ref', 'keys.pseudonym_key'
        )) | indent(8) }} as person_id,
        cast(null as {{ dbt.type_string() }}) as ticket_id,
        cast(null as {{ dbt.type_string() }}) as call_id,
        cast(null as {{ dbt.type_string() }}) as agent_id,
        'email' as channel,
        distribution_contacts.sent_at,
        distribution_contacts._fivetran_synced as source_updated_at,
        distribution_contacts._loaded_at as loaded_at

    from distribution_contacts

    left join distributions
        on distribution_contacts.distribution_id = distributions.id

    left join contacts
        on distribution_contacts.contact_id = contacts.id

    left join words
        on words.vocabulary = 'request_type'
        and {{ word_key('distributions.request_type') }} = words.vendor_word

    left join keys
        on 1 = 1

    -- who is reminded or thanked was asked before
    where coalesce(words.port_word, 'invitation') = 'invitation'

)

select * from conformed
