{{ config(enabled=plugged_in('zendesk')) }}

with

calls as (

    select * from {{ ref('base_zendesk_talk__calls') }}

    where row_fate = 'kept'

),

call_legs as (

    select * from {{ ref('base_zendesk_talk__call_legs') }}

    where row_fate = 'kept'

),

tickets as (

    select * from {{ base_of('zendesk', 'tickets') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('zendesk_words') }}

),

passed_on as (

    select
        call_id,
        count(nullif(transferred_from, 0)) as transfer_count

    from call_legs

    group by 1

),

ended as (

    select
        calls.*,
        tickets.requester_id,
        passed_on.transfer_count,
        case when calls.callback then 'callback' else directions.port_word end as call_direction,

        case
            when
                outcomes.port_word = 'answered'
                and (calls.voicemail or calls.overflowed)
                and nullif(calls.agent_id, 0) is null
                and calls.time_to_answer is null
                then case when calls.voicemail then 'voicemail' else 'flow_out' end
            else coalesce(outcomes.port_word, 'unmapped')
        end as outcome

    from calls

    left join tickets
        on calls.ticket_id = tickets.id

    left join passed_on
        on calls.id = passed_on.call_id

    left join words as directions
        on directions.vocabulary = 'call_direction'
        and {{ word_key('calls.direction') }} = directions.vendor_word

    left join words as outcomes
        on outcomes.vocabulary = 'call_outcome'
        and {{ word_key('calls.completion_status') }} = outcomes.vendor_word

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

        -- calls that went out, or that ended in a menu, were in no queue
        case
            when call_direction <> 'outbound' and outcome <> 'ivr_only'
                then {{ seconds_after('created_at', 'coalesce(ivr_time_spent, 0)') }}
        end as queued_at,

        case
            when call_direction <> 'outbound' and outcome <> 'ivr_only' then wait_time
        end as wait_seconds

    from ended

)

select * from conformed
