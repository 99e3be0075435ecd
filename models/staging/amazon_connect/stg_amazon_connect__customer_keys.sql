{{ config(enabled=plugged_in('amazon_connect')) }}

with

legs as (

    select * from {{ ref('prep_amazon_connect__legs') }}

    where caller_key_hash is not null

),

-- all that the vendor knows of a caller is the address
conformed as (

    select
        'amazon_connect' as vendor,
        '{{ instance_of('amazon_connect') }}' as instance,
        {{ vendor_id('amazon_connect', 'caller_key_hash') }} as person_id,
        caller_key_type as key_type,
        caller_key_hash as key_hash,
        max(initiated_at) as observed_at,
        max(last_updated_at) as source_updated_at,
        max(_loaded_at) as loaded_at

    from legs

    group by caller_key_type, caller_key_hash

)

select * from conformed
