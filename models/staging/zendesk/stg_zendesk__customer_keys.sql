{{ config(enabled=plugged_in('zendesk')) }}

with

users as (

    select * from {{ base_of('zendesk', 'users') }}

    where row_fate = 'kept'

),

keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

-- a number is a key only if it names its country; (0) is a trunk prefix that nobody dials with it
dialled as (

    select
        *,
        translate(replace(phone, '(0)', ''), ' -./()', '') as phone_number

    from users

),

known as (

    select
        id,
        updated_at,
        _loaded_at,
        'email' as key_type,
        lower(email) as key_value

    from dialled

    union all

    select
        id,
        updated_at,
        _loaded_at,
        'phone' as key_type,
        phone_number as key_value

    from dialled

    where
        phone_number like '+%'
        and translate(phone_number, '0123456789', '') = '+'
        and length(phone_number) between 8 and 16

    union all

    select
        id,
        updated_at,
        _loaded_at,
        'external_id' as key_type,
        lower(external_id) as key_value

    from dialled

    union all

    select
        id,
        updated_at,
        _loaded_at,
        'account' as key_type,
        {{ vendor_id('zendesk', 'organization_id') }} as key_value

    from dialled

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'known.id') }} as person_id,
        known.key_type,

        case
            when known.key_type = 'account' then known.key_value
            else {{ keyed_hash('known.key_value', 'keys.pseudonym_key') }}
        end as key_hash,

        known.updated_at as observed_at,
        false as is_blocked,
        known.updated_at as source_updated_at,
        known._loaded_at as loaded_at

    from known

    left join keys
        on 1 = 1

    where known.key_value is not null

)

select * from conformed
