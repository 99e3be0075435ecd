with

legs as (

    select * from {{ ref('int_call_legs_measured') }}

),

calls as (

    select * from {{ ref('fct_calls') }}

),

joined as (

    select
        legs.call_leg_id,
        legs.call_id,
        legs.team_id,
        legs.agent_id,
        coalesce(calls.channel, 'unknown') as channel,
        coalesce(calls.customer_segment, 'unknown') as customer_segment,
        legs.outcome,
        case when calls.call_id is null then 'unknown_call' else calls.exclusion_reason end
            as exclusion_reason,
        legs.defects,
        legs.leg_number,
        legs.wait_seconds,
        legs.talk_seconds,
        legs.hold_seconds,
        legs.wrap_seconds,
        legs.handle_seconds,
        legs.is_answered,
        legs.is_over,
        coalesce(calls.queue_date, {{ reporting_date('legs.started_at') }}) as queue_date,
        legs.started_at,
        legs.answered_at,
        legs.ended_at

    from legs

    left join calls
        on legs.call_id = calls.call_id

)

select * from joined
