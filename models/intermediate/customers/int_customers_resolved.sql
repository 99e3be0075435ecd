-- Which customer each record of the CRM stands for, once merges and persons are followed.
with

customers as (

    select * from {{ ref('int_customers_unioned') }}

),

components as (

    select * from {{ ref('int_identity_components_checked') }}

),

survivors as (

    select * from {{ ref('int_customer_merges_followed') }}

),

accounts as (

    select * from {{ ref('int_identity_accounts_chosen') }}

),

merged as (

    select
        customers.customer_id as source_customer_id,
        coalesce(survivors.survivor_id, customers.customer_id) as customer_id,
        case
            when customers.customer_kind = 'person'
                then coalesce(components.identity_id, customers.person_id)
        end as identity_id

    from customers

    left join components
        on customers.person_id = components.person_id

    left join survivors
        on customers.customer_id = survivors.customer_id

),

-- several records of one person are one customer
united as (

    select
        identity_id,
        min(customer_id) as customer_id

    from merged

    where identity_id is not null

    group by 1

),

stepped as (

    select
        merged.source_customer_id,
        coalesce(accounts.account_id, united.customer_id, merged.customer_id) as customer_id,
        merged.identity_id

    from merged

    left join united
        on merged.identity_id = united.identity_id

    left join accounts
        on merged.identity_id = accounts.identity_id

),

{%- for step in range(2) %}

-- the record that lives on may be of somebody who has another
{{ 'resolved' if loop.last else 'followed' }} as (

    select
        steps.source_customer_id,
        coalesce(targets.customer_id, steps.customer_id) as customer_id,
        steps.identity_id

    from {{ 'stepped' if loop.first else 'followed' }} as steps

    left join stepped as targets
        on steps.customer_id = targets.source_customer_id
        and targets.customer_id <> targets.source_customer_id

){{ ',' if not loop.last }}
{%- endfor %}

select
    source_customer_id,
    customer_id,
    identity_id,
    source_customer_id = customer_id as is_survivor

from resolved
