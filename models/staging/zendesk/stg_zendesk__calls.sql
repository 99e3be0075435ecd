{{ config(enabled=plugged_in('zendesk')) }}

with

calls as (

    select * from {{ ref('prep_zendesk__calls') }}

),

-- calls that went out, that ended in a menu or that came outside hours were in no queue
queued as (

    select
        *,
        call_direction <> 'outbound'
        and outcome <> 'ivr_only'
        and not (outcome = 'voicemail' and coalesce(outside_business_hours, false)) as was_queued

    from calls

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'id') }} as call_id,
        coalesce(call_direction, 'unmapped') as direction,
        'phone' as channel,
        {{ vendor_id('zendesk', 'coalesce(nullif(customer_id, 0), requester_id)') }} as caller_id,
        cast(null as {{ dbt.type_string() }}) as caller_key_hash,
        {{ vendor_id('zendesk', 'nullif(ticket_id, 0)') }} as ticket_id,
        {{ vendor_id('zendesk', 'nullif(call_group_id, 0)') }} as team_id,
        {{ vendor_id('zendesk', 'nullif(agent_id, 0)') }} as agent_id,
        created_at as started_at,
        {{ seconds_after('created_at', 'duration') }} as ended_at,
        ivr_time_spent as ivr_seconds,
        talk_time as talk_seconds,
        hold_time as hold_seconds,
        wrap_up_time as wrap_seconds,
        outcome,
        cast(transfer_count as integer) as transfer_count,
        false as is_test,
        updated_at as source_updated_at,
        _loaded_at as loaded_at,

        case
            when outcome = 'answered' then {{ seconds_after('created_at', 'time_to_answer') }}
        end as answered_at,

        case
            when was_queued
                then {{ seconds_after('created_at', 'coalesce(ivr_time_spent, 0)') }}
        end as queued_at,

        case when was_queued then wait_time end as wait_seconds

    from queued

)

select * from conformed
