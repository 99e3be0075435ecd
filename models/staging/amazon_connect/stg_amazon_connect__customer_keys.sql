{{ config(enabled=plugged_in('amazon_connect')) }}

with

legs as (

    select * from {{ ref('prep_amazon_connect__legs') }}

    where caller_key is not null

),

keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

-- all that the vendor knows of a caller is the address
seen as (

    select
        caller_key_type,
        caller_key,
        max(initiated_at) as observed_at,
        max(last_updated_at) as last_updated_at,
        max(_loaded_at) as loaded_at

    from legs

    group by 1, 2

),

hashed as (

    select
        seen.*,
        {{ keyed_hash('seen.caller_key', 'keys.pseudonym_key') }} as key_hash

    from seen

    left join keys
        on 1 = 1

),

conformed as (

    select
        'amazon_connect' as vendor,
        '{{ instance_of('amazon_connect') }}' as instance,
        {{ vendor_id('amazon_connect', 'key_hash') }} as person_id,
        caller_key_type as key_type,
        key_hash,
        observed_at,
        false as is_blocked,
        last_updated_at as source_updated_at,
        loaded_at

    from hashed

    -- no key was landed: nobody can be known
    where key_hash is not null

)

select * from conformed
