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
            -- completed, and yet nobody took it
            when
                outcomes.port_word = 'answered'
                and coalesce(directions.port_word, 'inbound') = 'inbound'
                and nullif(calls.agent_id, 0) is null
                and calls.time_to_answer is null
                then case
                    when calls.voicemail then 'voicemail'
                    when calls.outside_business_hours then 'ivr_only'
                    else 'flow_out'
                end
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

)

select * from ended
