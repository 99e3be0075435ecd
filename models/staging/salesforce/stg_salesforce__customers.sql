{#- The port behind it is a view that several models read: what costs joins is stored here. -#}
{{ config(enabled=plugged_in('salesforce')) }}

with

accounts as (

    select * from {{ ref('prep_salesforce__accounts') }}

),

conformed as (

    select
        'salesforce' as vendor,
        '{{ instance_of('salesforce') }}' as instance,
        {{ vendor_id('salesforce', 'account_key') }} as customer_id,
        case when is_person then 'person' else 'account' end as customer_kind,
        {{ vendor_id('salesforce', 'person_key') }} as person_id,
        {{ vendor_id('salesforce', 'parent_key') }} as parent_customer_id,
        {{ vendor_id('salesforce', 'survivor_key') }} as merged_into_customer_id,
        customer_segment,
        plan,
        region,
        created_at,
        is_deleted,
        false as is_test,
        source_updated_at,
        _loaded_at as loaded_at

    from accounts

)

select * from conformed
