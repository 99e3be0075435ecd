-- What identity came to: how many persons there are, and how many of them it did not dare to unite.
with

identified as (

    select * from {{ ref('int_customers_identified') }}

),

components as (

    select * from {{ ref('int_identity_components_checked') }}

    where is_quarantined

),

customer_keys as (

    select * from {{ ref('int_customer_keys_unioned') }}

    where is_blocked

),

counted as (

    select
        (select count(*) from identified) as person_count,
        (select count(distinct identity_id) from identified) as identity_count,
        (select count(distinct component_id) from components) as quarantined_component_count,
        (select count(*) from components) as quarantined_person_count,
        (select count(*) from customer_keys) as blocked_key_count

)

select * from counted
