with

calls as (

    select * from {{ ref('int_calls_measured') }}

),

recoveries as (

    select * from {{ ref('int_calls_recovered') }}

),

halved as (

    select
        *,
        {{ seconds_after(
            dbt.date_trunc('hour', 'entered_queue_local_at'),
            'case when extract(minute from entered_queue_local_at) >= 30 then 1800 else 0 end'
        ) }} as interval_local_starts_at

    from calls

),

joined as (

    select
        halved.call_id,
        halved.caller_id,
        halved.customer_id,
        halved.ticket_id,
        halved.team_id,
        halved.agent_id,
        halved.direction,
        halved.channel,
        halved.customer_segment,
        halved.outcome,
        halved.exclusion_reason,
        halved.defects,
        halved.transfer_count,
        halved.ivr_seconds,
        halved.wait_seconds,
        halved.talk_seconds,
        halved.hold_seconds,
        halved.wrap_seconds,
        cast(
            halved.talk_seconds
            + coalesce(halved.hold_seconds, 0)
            + coalesce(halved.wrap_seconds, 0)
            as decimal(18, 3)
        ) as handle_seconds,
        halved.is_offered,
        halved.is_answered,
        halved.is_over,
        halved.is_short_abandon,
        coalesce(recoveries.is_recovered, false) as is_recovered,
        halved.repeat_key is not null as is_caller_known,
        cast(halved.entered_queue_local_at as date) as queue_date,
        halved.started_at,
        halved.entered_queue_at,

        -- tells apart the intervals of an hour that the clock on the wall shows twice
        {{ seconds_after('halved.entered_queue_at', seconds_between(
            'halved.entered_queue_local_at', 'halved.interval_local_starts_at'
        )) }} as interval_starts_at,
        halved.interval_local_starts_at,
        halved.left_queue_at,
        halved.answered_at,
        halved.ended_at,
        recoveries.recovery_ends_at

    from halved

    left join recoveries
        on halved.call_id = recoveries.call_id

)

select * from joined
