{{ config(enabled=plugged_in('stripe'), materialized='view') }}

with

customers as (

    select * from {{ ref('base_stripe__customers') }}

    where row_fate = 'kept'

),

conformed as (

    select
        'stripe' as vendor,
        '{{ instance_of('stripe') }}' as instance,
        {{ vendor_id('stripe', 'id') }} as customer_id,
        'person' as customer_kind,
        {{ vendor_id('stripe', 'id') }} as person_id,
        cast(null as {{ dbt.type_string() }}) as parent_customer_id,
        cast(null as {{ dbt.type_string() }}) as merged_into_customer_id,
        {{ json_text('metadata', 'segment') }} as customer_segment,
        cast(null as {{ dbt.type_string() }}) as plan,
        {{ json_text('address', 'country') }} as region,
        {{ seconds_after("cast('1970-01-01' as timestamp)", 'created') }} as created_at,
        coalesce(is_deleted, false) as is_deleted,

        -- test mode is another world, where nobody pays
        not coalesce(livemode, true) as is_test,
        {{ seconds_after("cast('1970-01-01' as timestamp)", 'coalesce(updated, created)') }}
            as source_updated_at,
        _loaded_at as loaded_at

    from customers

)

select * from conformed
