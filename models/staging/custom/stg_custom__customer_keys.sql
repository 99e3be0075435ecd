{{ config(enabled=plugged_in('custom')) }}

with

customer_keys as (

    select * from {{ ref('base_custom__customer_keys') }}

    where row_fate = 'kept'

),

plain_keys as (

    select
        person_id as person_key,
        lower(key_type) as key_type,
        key as key_text,
        observed_at,
        source_updated_at,
        _loaded_at

    from customer_keys

),

{{ conformed_keys('custom') }}

select * from conformed
