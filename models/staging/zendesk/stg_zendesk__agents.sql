{{ config(enabled=plugged_in('zendesk')) }}

with

users as (

    select * from {{ base_of('zendesk', 'users') }}

    where row_fate = 'kept'

),

-- whoever ever answered for the company, known to the user table or not
staff as (

    select * from {{ ref('prep_zendesk__staff') }}

),

words as (

    select * from {{ ref('zendesk_words') }}

),

keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'staff.user_id') }} as agent_id,
        users.name as agent_name,
        {{ keyed_hash('lower(users.email)', 'keys.pseudonym_key') }} as email_hash,
        cast(null as {{ dbt.type_string() }}) as employee_id,
        cast(null as {{ dbt.type_string() }}) as team_id,

        case
            when staff.actor_type = 'bot' then 'bot'
            -- who is an end user now was an agent
            else coalesce(staff_roles.port_word, 'agent')
        end as agent_role,

        coalesce(
            staff_roles.port_word is not null
            and coalesce(users.active, true)
            and not coalesce(users.suspended, false)
            and not coalesce(users.is_deleted, false), false
        ) as is_active,

        users.created_at,
        users.updated_at as source_updated_at,
        coalesce(users._loaded_at, {{ as_of_at() }}) as loaded_at

    from staff

    left join users
        on staff.user_id = users.id

    left join words as staff_roles
        on staff_roles.vocabulary = 'agent_role'
        and {{ word_key('users.role') }} = staff_roles.vendor_word

    left join keys
        on 1 = 1

)

select * from conformed
