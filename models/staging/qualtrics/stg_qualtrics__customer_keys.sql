{{ config(enabled=plugged_in('qualtrics')) }}

with

people as (

    select * from {{ step_of('qualtrics', 'people') }}

),

secret_keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

known as (

    select
        people.*,
        {{ respondent_key(
            'people.recipient_email', 'people.external_reference', 'secret_keys.pseudonym_key'
        ) | indent(8) }} as person_key

    from people

    left join secret_keys
        on 1 = 1

),

plain_keys as (

    {%- for key_type, column in [
        ('email', 'recipient_email'), ('phone', 'phone'), ('external_id', 'external_reference')
    ] %}

    select
        person_key,
        '{{ key_type }}' as key_type,
        {{ column }} as key_text,
        observed_at,
        observed_at as source_updated_at,
        _loaded_at

    from known

    where person_key is not null

    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

{{ conformed_keys('qualtrics') }}

select * from conformed
