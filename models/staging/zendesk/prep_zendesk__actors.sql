{{ config(enabled=plugged_in('zendesk')) }}

with

-- any version ever delivered counts: the vendor tells a person's role now, and agents leave
users as (

    select * from {{ base_of('zendesk', 'users') }}

    where row_fate in ('kept', 'duplicate')

),

tickets as (

    select * from {{ base_of('zendesk', 'tickets') }}

    where row_fate = 'kept'

),

assignments as (

    select * from {{ step_of('zendesk', 'field_values') }}

    where field_name = 'assignee_id'

),

bots as (

    select * from {{ ref('zendesk_bots') }}

),

words as (

    select * from {{ ref('zendesk_words') }}

),

signs as (

    select
        users.id as user_id,
        words.port_word as actor_type

    from users

    inner join words
        on words.vocabulary = 'actor_type'
        and {{ word_key('users.role') }} = words.vendor_word

    union all

    -- only agents can be given a ticket
    select
        assignee_id as user_id,
        'agent' as actor_type

    from tickets

    union all

    select
        {{ safe_cast('vendor_value', 'bigint') }} as user_id,
        'agent' as actor_type

    from assignments

    union all

    select
        users.id as user_id,
        'bot' as actor_type

    from users

    inner join bots
        on (bots.key_type = 'email' and lower(users.email) = bots.key)
        or (bots.key_type = 'user_id' and cast(users.id as {{ dbt.type_string() }}) = bots.key)

    union all

    -- whoever acts for a trigger or an automation
    select
        -1 as user_id,
        'system' as actor_type

),

told as (

    select
        user_id,

        case
            when max(case when actor_type = 'bot' then 1 else 0 end) = 1 then 'bot'
            when max(case when actor_type = 'system' then 1 else 0 end) = 1 then 'system'
            when max(case when actor_type = 'agent' then 1 else 0 end) = 1 then 'agent'
            else 'customer'
        end as actor_type

    from signs

    where user_id is not null

    group by 1

)

select * from told
