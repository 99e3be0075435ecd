-- The account that the persons of an identity name.
with

customer_keys as (

    select * from {{ ref('int_customer_keys_unioned') }}

    where key_type = 'account' and not is_blocked

),

customers as (

    select * from {{ ref('int_customers_unioned') }}

),

components as (

    select * from {{ ref('int_identity_components_checked') }}

),

survivors as (

    select * from {{ ref('int_customer_merges_followed') }}

),

-- an account that no CRM has delivered is no customer
named as (

    select
        coalesce(components.identity_id, customer_keys.person_id) as identity_id,
        customer_keys.observed_at,
        coalesce(survivors.survivor_id, customers.customer_id) as account_id

    from customer_keys

    inner join customers
        on customer_keys.key_hash = customers.customer_id

    left join components
        on customer_keys.person_id = components.person_id

    left join survivors
        on customers.customer_id = survivors.customer_id

),

gathered as (

    select
        identity_id,
        min(account_id) as least_account_id,
        max(account_id) as greatest_account_id

    from named

    group by 1

),

-- few are in several accounts: the others need no order
ranked as (

    select
        named.identity_id,
        named.account_id,

        row_number() over (
            partition by named.identity_id
            order by
                case when customers.is_test or customers.is_deleted then 1 else 0 end asc,
                case when named.observed_at is null then 1 else 0 end asc,
                named.observed_at desc,
                named.account_id asc
        ) as account_rank

    from named

    inner join gathered
        on named.identity_id = gathered.identity_id
        and gathered.least_account_id <> gathered.greatest_account_id

    left join customers
        on named.account_id = customers.customer_id

),

chosen as (

    select
        gathered.identity_id,
        coalesce(ranked.account_id, gathered.least_account_id) as account_id

    from gathered

    left join ranked
        on gathered.identity_id = ranked.identity_id
        and ranked.account_rank = 1

)

select * from chosen
