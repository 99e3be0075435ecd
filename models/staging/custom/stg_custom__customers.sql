{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

customers as (

    select * from {{ ref('base_custom__customers') }}

    where row_fate = 'kept'

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'customers.customer_id') }} as customer_id,
        lower(customers.customer_kind) as customer_kind,
        {{ linked_id('customers.person_id') | indent(8) }} as person_id,
        {{ vendor_id('custom', 'customers.parent_customer_id') }} as parent_customer_id,
        {{ vendor_id('custom', 'customers.merged_into_customer_id') }} as merged_into_customer_id,
        customers.customer_segment,
        customers.plan,
        customers.region,
        customers.created_at,
        coalesce(customers.is_deleted, false) as is_deleted,
        coalesce(customers.is_test, false) as is_test,
        customers.source_updated_at,
        customers._loaded_at as loaded_at

    from customers

)

select * from conformed
