with

customers as (

    select * from {{ ref('int_customers_unioned') }}

)

select
    customer_id as source_customer_id,
    customer_id,
    true as is_survivor

from customers
