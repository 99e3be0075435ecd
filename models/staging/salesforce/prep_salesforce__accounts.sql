{{ config(enabled=plugged_in('salesforce'), materialized='view') }}

with

accounts as (

    select * from {{ ref('base_salesforce__accounts') }}

    where row_fate = 'kept'

)

select
    {{ case_safe_id('id') }} as account_key,
    {{ case_safe_id('parent_id') }} as parent_key,
    {{ case_safe_id('master_record_id') }} as survivor_key,
    {{ case_safe_id('person_contact_id') }} as person_key,
    customer_segment,
    plan,
    region,
    coalesce(is_person_account, false) as is_person,
    coalesce(is_deleted, false) as is_deleted,
    created_date as created_at,
    coalesce(system_modstamp, last_modified_date) as source_updated_at,
    _loaded_at

from accounts
