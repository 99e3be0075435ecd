with

orders as (

    select * from {{ ref('int_orders_scoped') }}

),

customers as (

    select * from {{ ref('int_customers_described') }}

),

numbered as (

    select
        *,
        case
            when exclusion_reason is null
                then row_number() over (
                    partition by customer_id, exclusion_reason
                    order by ordered_at, order_id
                )
        end as order_number

    from orders

)

select
    numbered.order_id,
    numbered.customer_id,
    coalesce(customers.customer_segment, 'unknown') as customer_segment,
    numbered.exclusion_reason,
    cast(numbered.order_number as integer) as order_number,
    numbered.order_amount,
    numbered.currency,
    numbered.reporting_amount,
    numbered.amount_exclusion_reason,
    coalesce(numbered.order_number = 1, false) as is_first_order,
    numbered.ordered_on,
    numbered.ordered_at

from numbered

left join customers
    on numbered.customer_id = customers.customer_id
