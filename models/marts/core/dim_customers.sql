with

identified as (

    select * from {{ ref('int_customers_identified') }}

),

described as (

    select * from {{ ref('int_customers_described') }}

),

records as (

    select * from {{ ref('int_customers_resolved') }}

),

subscriptions as (

    select * from {{ ref('int_subscriptions_unioned') }}

),

orders as (

    select * from {{ ref('int_orders_unioned') }}

),

bought as (

    select customer_id from subscriptions

    union

    select customer_id from orders

),

-- what a contract or an order names and no record stands for
unrecorded as (

    select bought.customer_id

    from bought

    left join records
        on bought.customer_id = records.source_customer_id

    where records.source_customer_id is null

),

named as (

    select
        customer_id,
        1 as person_count

    from identified

    union all

    select
        customer_id,
        0 as person_count

    from described

    union all

    select
        customer_id,
        0 as person_count

    from unrecorded

),

counted as (

    select
        customer_id,
        cast(sum(person_count) as integer) as person_count

    from named

    group by 1

),

joined as (

    select
        counted.customer_id,
        coalesce(
            described.customer_kind,
            case when counted.person_count > 0 then 'person' else 'unknown' end
        ) as customer_kind,
        coalesce(described.customer_segment, 'unknown') as customer_segment,
        described.plan,
        described.region,
        described.customer_id is not null as is_known_to_crm,
        coalesce(described.is_deleted, false) as is_deleted,
        coalesce(described.is_test, false) as is_test,
        counted.person_count,
        coalesce(described.source_count, 0) as source_count,
        described.created_at

    from counted

    left join described
        on counted.customer_id = described.customer_id

)

select * from joined
