{{ config(enabled=plugged_in('stripe')) }}

with

customers as (

    select * from {{ ref('base_stripe__customers') }}

    where row_fate = 'kept'

),

named as (

    select
        *,
        {{ json_text('metadata', 'external_id') }} as external_id,
        {{ seconds_after("cast('1970-01-01' as timestamp)", 'coalesce(updated, created)') }}
            as observed_at

    from customers

),

plain_keys as (

    {%- for key_type, column in [
        ('email', 'email'), ('phone', 'phone'), ('external_id', 'external_id')
    ] %}

    select
        id as person_key,
        '{{ key_type }}' as key_type,
        {{ column }} as key_text,
        observed_at,
        observed_at as source_updated_at,
        _loaded_at

    from named

    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

{{ conformed_keys('stripe') }}

select * from conformed
