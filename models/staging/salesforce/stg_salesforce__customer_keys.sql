{{ config(enabled=plugged_in('salesforce')) }}

with

contacts as (

    select * from {{ ref('base_salesforce__contacts') }}

    where row_fate = 'kept'

),

named as (

    select
        *,
        {{ case_safe_id('id') }} as person_key,
        {{ case_safe_id('account_id') }} as account_key,
        {{ case_safe_id('master_record_id') }} as survivor_key,
        coalesce(system_modstamp, last_modified_date) as observed_at

    from contacts

),

plain_keys as (

    {%- for key_type, column in [
        ('external_id', 'person_key'),
        ('email', 'email'),
        ('phone', 'phone'),
        ('phone', 'mobile_phone'),
        ('phone', 'home_phone'),
        ('account', 'account_key'),
        ('merged_into', 'survivor_key'),
    ] %}

    select
        person_key,
        '{{ key_type }}' as key_type,
        {{ column }} as key_text,
        observed_at,
        observed_at as source_updated_at,
        _loaded_at

    from named

    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

{{ conformed_keys('salesforce') }}

select * from conformed
