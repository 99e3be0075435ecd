{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

orders as (

    select * from {{ ref('base_custom__orders') }}

    where row_fate = 'kept'

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'orders.order_id') }} as order_id,
        {{ vendor_id('custom', 'orders.customer_id') }} as customer_id,
        orders.ordered_at,
        orders.order_amount,
        upper(orders.currency) as currency,
        coalesce(orders.is_cancelled, false) as is_cancelled,
        orders.source_updated_at,
        orders._loaded_at as loaded_at

    from orders

)

select * from conformed
