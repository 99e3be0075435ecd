{{ config(enabled=plugged_in('custom')) }}

with

customer_keys as (

    select * from {{ ref('base_custom__customer_keys') }}

    where row_fate = 'kept'

),

keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'customer_keys.person_id') }} as person_id,
        lower(customer_keys.key_type) as key_type,

        case
            when lower(customer_keys.key_type) in ('merged_into', 'account')
                then {{ vendor_id('custom', 'customer_keys.key') }}
            else {{ keyed_hash('lower(customer_keys.key)', 'keys.pseudonym_key') }}
        end as key_hash,

        customer_keys.observed_at,
        false as is_blocked,
        customer_keys.source_updated_at,
        customer_keys._loaded_at as loaded_at

    from customer_keys

    left join keys
        on 1 = 1

)

select * from conformed
