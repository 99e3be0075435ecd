-- Who called, as far as the call itself tells: a person it names, else the owner of the number.
with

calls as (

    select * from {{ ref('int_calls_checked') }}

),

customers as (

    select * from {{ ref('int_customers_identified') }}

),

owners as (

    select * from {{ ref('int_number_owners_found') }}

),

identified as (

    select
        calls.call_id,
        coalesce(customers.customer_id, owners.customer_id) as customer_id,
        coalesce(customers.identity_id, owners.identity_id) as identity_id,
        coalesce(customers.customer_segment, owners.customer_segment, 'unknown')
            as customer_segment

    from calls

    left join customers
        on calls.caller_id = customers.person_id

    left join owners
        on calls.caller_key_hash = owners.key_hash

)

select * from identified
