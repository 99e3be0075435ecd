{{ config(enabled=plugged_in('amazon_connect')) }}

with

legs as (

    select * from {{ ref('prep_amazon_connect__legs') }}

    where caller_key is not null

),

pseudonym_keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

-- all that the vendor knows of a caller is the address
seen as (

    select
        caller_key_type,
        caller_key,
        max(initiated_at) as observed_at,
        max(last_updated_at) as last_updated_at,
        max(_loaded_at) as _loaded_at

    from legs

    group by 1, 2

),

plain_keys as (

    select
        {{ keyed_hash('seen.caller_key', 'pseudonym_keys.pseudonym_key') }} as person_key,
        seen.caller_key_type as key_type,
        seen.caller_key as key_text,
        seen.observed_at,
        seen.last_updated_at as source_updated_at,
        seen._loaded_at

    from seen

    -- no key was landed: nobody can be known
    inner join pseudonym_keys
        on 1 = 1

),

{{ conformed_keys('amazon_connect') }}

select * from conformed
