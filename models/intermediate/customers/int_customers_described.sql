-- What the CRM says of each customer: the record that survives speaks, else the one of least id.
with

customers as (

    select * from {{ ref('int_customers_unioned') }}

),

records as (

    select * from {{ ref('int_customers_resolved') }}

),

summed as (

    select
        customer_id,
        coalesce(
            max(case when is_survivor then source_customer_id end),
            min(source_customer_id)
        ) as described_by,
        cast(count(*) as integer) as source_count

    from records

    group by 1

),

described as (

    select
        summed.customer_id,
        customers.customer_kind,
        coalesce(customers.customer_segment, 'unknown') as customer_segment,
        customers.plan,
        customers.region,

        -- a record that was merged away is deleted by that, and the customer is not
        customers.is_deleted and summed.described_by = summed.customer_id as is_deleted,
        customers.is_test,
        summed.source_count,
        customers.created_at

    from summed

    inner join customers
        on summed.described_by = customers.customer_id

)

select * from described
