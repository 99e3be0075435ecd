{{ config(enabled=plugged_in('zendesk')) }}

with

changes as (

    select * from {{ ref('prep_zendesk__field_changes') }}

),

remarks as (

    select * from {{ ref('prep_zendesk__ticket_remarks') }}

),

tickets as (

    select * from {{ base_of('zendesk', 'tickets') }}

    where row_fate = 'kept'

),

actors as (

    select * from {{ ref('prep_zendesk__actors') }}

),

happened as (

    select
        ticket_id || ':' || field_name || ':' || changed_at || ':' || coalesce(vendor_value, '')
        || case when repeat_number > 1 then ':' || repeat_number else '' end as event_key,
        ticket_id,
        changed_at as event_at,
        event_stage,
        change_number as number_in_stage,
        event_type,
        user_id,
        from_value,
        coalesce(to_value, case when field_name = 'priority' then 'none' end) as to_value,
        _loaded_at

    from changes

    -- a field that stays as it was, or empty, is no change
    where to_value is distinct from from_value

    union all

    select
        'comment:' || comment_key as event_key,
        ticket_id,
        said_at as event_at,
        event_stage,
        comment_number as number_in_stage,
        event_type,
        user_id,
        cast(null as {{ dbt.type_string() }}) as from_value,
        cast(null as {{ dbt.type_string() }}) as to_value,
        _loaded_at

    from remarks

),

acted as (

    select
        happened.*,

        case
            when actors.actor_type in ('bot', 'system') then actors.actor_type
            -- an agent who asks is the customer of that ticket
            when happened.user_id = tickets.requester_id then 'customer'
            else coalesce(actors.actor_type, 'unknown')
        end as actor_type

    from happened

    left join tickets
        on happened.ticket_id = tickets.id

    left join actors
        on happened.user_id = actors.user_id

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'event_key') }} as ticket_event_id,
        {{ vendor_id('zendesk', 'ticket_id') }} as ticket_id,
        event_at,

        -- of one second: a customer's words come before what an agent does about them
        cast(
            case
                when event_type = 'public_reply' and actor_type = 'customer' then 3
                else event_stage
            end * 1000000 + number_in_stage as bigint
        ) as sequence_number,

        event_type,
        actor_type,
        case when actor_type <> 'system' then {{ vendor_id('zendesk', 'user_id') }} end as actor_id,
        from_value,
        to_value,
        event_at as source_updated_at,
        _loaded_at as loaded_at

    from acted

)

select * from conformed
