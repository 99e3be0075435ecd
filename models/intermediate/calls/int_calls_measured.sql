{#- The limit of a short abandon, in seconds, stands here for every KPI that asks for it. -#}
{%- set short_abandon_seconds = var('short_abandon_seconds', 5) -%}
{%- set zone = "'" ~ var('reporting_time_zone') ~ "'" -%}
with

calls as (

    select * from {{ ref('int_calls_scoped') }}

),

legs as (

    select * from {{ ref('int_call_legs_measured') }}

),

summed as (

    select
        call_id,
        cast(count(case when outcome = 'transferred' then 1 end) as integer) as transfer_count,
        cast(sum(talk_seconds) as decimal(18, 3)) as talk_seconds,
        cast(sum(hold_seconds) as decimal(18, 3)) as hold_seconds,
        cast(sum(wrap_seconds) as decimal(18, 3)) as wrap_seconds

    from legs

    group by 1

),

timed as (

    select
        *, {{ seconds_between('answered_at', 'ended_at') }} as connected_seconds
    from calls

),

gathered as (

    select
        calls.*,
        calls.outcome = 'answered' as is_answered,
        calls.outcome = 'answered' and calls.is_over as is_handled,
        coalesce(calls.transfer_count, summed.transfer_count) as passed_on_count,
        coalesce(
            calls.wait_seconds,
            case
                when coalesce(calls.defects, '') like '%negative wait%' then null
                when calls.outcome = 'answered'
                    then {{ seconds_between('calls.entered_queue_at', 'calls.answered_at') }}
                when calls.outcome in ('abandoned', 'callback')
                    then {{ seconds_between('calls.entered_queue_at', 'calls.ended_at') }}
            end
        ) as waited_seconds,
        coalesce(
            calls.talk_seconds,
            summed.talk_seconds,
            case
                when coalesce(calls.defects, '') not like '%negative duration%'
                    then calls.connected_seconds - coalesce(calls.hold_seconds, 0)
            end
        ) as spoken_seconds,
        coalesce(calls.hold_seconds, summed.hold_seconds) as held_seconds,
        coalesce(calls.wrap_seconds, summed.wrap_seconds) as wrapped_seconds

    from timed as calls

    left join summed
        on calls.call_id = summed.call_id

),

measured as (

    select
        call_id,
        caller_id,
        customer_id,
        repeat_key,
        ticket_id,
        team_id,
        agent_id,
        direction,
        channel,
        customer_segment,
        outcome,
        exclusion_reason,
        defects,
        case when is_handled then passed_on_count end as transfer_count,
        ivr_seconds,
        case when waited_seconds >= 0 and outcome <> 'in_queue' then waited_seconds end
            as wait_seconds,
        case when is_handled and spoken_seconds >= 0 then spoken_seconds end as talk_seconds,
        case when is_handled then held_seconds end as hold_seconds,
        case when is_handled then wrapped_seconds end as wrap_seconds,
        exclusion_reason is null and direction = 'inbound' as is_offered,
        outcome = 'abandoned' and coalesce(waited_seconds <= {{ short_abandon_seconds }}, false)
            as is_short_abandon,
        is_answered,
        is_over,
        started_at,
        entered_queue_at,
        {{ local_time('entered_queue_at', zone) }} as entered_queue_local_at,
        left_queue_at,
        answered_at,
        ended_at

    from gathered

)

select * from measured
