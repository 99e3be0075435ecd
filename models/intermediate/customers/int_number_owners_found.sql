-- Whose a number is that somebody called from who was not named.
with

calls as (

    select * from {{ ref('int_calls_checked') }}

),

customers as (

    select * from {{ ref('int_customers_identified') }}

),

customer_keys as (

    select * from {{ ref('int_customer_keys_unioned') }}

    where
        key_type in ('phone', 'email')
        and not is_blocked

),

-- who is named needs no number
numbers as (

    select caller_key_hash as key_hash

    from calls

    where caller_id is null and caller_key_hash is not null

    group by 1

),

owners as (

    select
        numbers.key_hash,
        min(customers.customer_id) as customer_id,
        min(customers.customer_segment) as customer_segment,

        -- of a number that colleagues share only their company is known
        case
            when min(customers.identity_id) = max(customers.identity_id)
                then min(customers.identity_id)
        end as identity_id

    from numbers

    inner join customer_keys
        on numbers.key_hash = customer_keys.key_hash

    inner join customers
        on customer_keys.person_id = customers.person_id

    group by 1

    -- a number that customers share tells nobody apart
    having min(customers.customer_id) = max(customers.customer_id)

)

select * from owners
