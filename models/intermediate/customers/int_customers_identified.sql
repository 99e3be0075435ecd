-- Who a person is: whoever has a key in common with others is one with them, and has one customer.
with

people as (

    select * from {{ ref('int_people_listed') }}

),

components as (

    select * from {{ ref('int_identity_components_checked') }}

),

accounts as (

    select * from {{ ref('int_identity_accounts_chosen') }}

),

records as (

    select * from {{ ref('int_customers_resolved') }}

    where identity_id is not null

),

described as (

    select * from {{ ref('int_customers_described') }}

),

recorded as (

    select
        identity_id,
        min(customer_id) as customer_id

    from records

    group by 1

),

united as (

    select
        people.person_id,
        coalesce(components.identity_id, people.person_id) as identity_id,
        coalesce(components.is_quarantined, false) as is_quarantined

    from people

    left join components
        on people.person_id = components.person_id

),

identified as (

    select
        united.person_id,
        united.identity_id,
        coalesce(accounts.account_id, recorded.customer_id, united.identity_id) as customer_id,
        coalesce(described.customer_segment, 'unknown') as customer_segment,
        united.is_quarantined

    from united

    left join accounts
        on united.identity_id = accounts.identity_id

    left join recorded
        on united.identity_id = recorded.identity_id

    left join described
        on coalesce(accounts.account_id, recorded.customer_id, united.identity_id)
        = described.customer_id

)

select * from identified
