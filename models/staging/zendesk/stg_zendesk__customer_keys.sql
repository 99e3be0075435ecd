{{ config(enabled=plugged_in('zendesk')) }}

with

users as (

    select * from {{ base_of('zendesk', 'users') }}

    where row_fate = 'kept'

),

plain_keys as (

    {%- for key_type, column in [
        ('email', 'email'),
        ('phone', 'phone'),
        ('external_id', 'external_id'),
        ('account', 'organization_id'),
    ] %}

    select
        id as person_key,
        '{{ key_type }}' as key_type,
        cast({{ column }} as {{ dbt.type_string() }}) as key_text,
        updated_at as observed_at,
        updated_at as source_updated_at,
        _loaded_at

    from users

    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

{{ conformed_keys('zendesk') }}

select * from conformed
