{{ config(enabled=plugged_in('salesforce')) }}

with

users as (

    select * from {{ ref('base_salesforce__users') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('salesforce_words') }}

),

keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

conformed as (

    select
        'salesforce' as vendor,
        '{{ instance_of('salesforce') }}' as instance,
        {{ vendor_id('salesforce', case_safe_id('users.id')) }} as agent_id,
        users.name as agent_name,
        {{ keyed_hash(email_form('users.email'), 'keys.pseudonym_key') }} as email_hash,
        users.employee_number as employee_id,
        cast(null as {{ dbt.type_string() }}) as team_id,
        coalesce(words.port_word, 'unmapped') as agent_role,
        coalesce(users.is_active, true) as is_active,
        users.created_date as created_at,
        coalesce(users.system_modstamp, users.last_modified_date) as source_updated_at,
        users._loaded_at as loaded_at

    from users

    left join words
        on words.vocabulary = 'user_type'
        and {{ word_key('users.user_type') }} = words.vendor_word

    left join keys
        on 1 = 1

)

select * from conformed
