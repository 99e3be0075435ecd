with

legs as (

    select * from {{ ref('int_call_legs_measured') }}

),

calls as (

    select * from {{ ref('fct_calls') }}

),

-- few: a leg of one of them is not of a call that nobody knows
later_calls as (

    select * from {{ ref('int_calls_unioned') }}

    where started_at > {{ as_of_at() }}

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
        nullif(concat_ws(
            ', ',
            case
                when calls.call_id is null and later_calls.call_id is null then 'unknown call'
            end,
            legs.defects
        ), '') as defects,
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

    left join later_calls
        on legs.call_id = later_calls.call_id

)

select * from joined
