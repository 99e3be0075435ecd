with

legs as (

    select * from {{ ref('int_call_legs_checked') }}

    where leg_kind = 'agent'

),

ended as (

    select
        *,
        {{ seconds_after(
            'coalesce(ended_at, ' ~ seconds_after(
                'answered_at', 'talk_seconds + coalesce(hold_seconds, 0)'
            ) ~ ')',
            'coalesce(wrap_seconds, 0)'
        ) }} as worked_until,
        {{ seconds_between('answered_at', 'ended_at') }} as connected_seconds

    from legs

),

placed as (

    select
        *,
        coalesce(answered_at > {{ as_of_at() }}, false) as is_yet_to_answer,
        coalesce(
            worked_until <= {{ as_of_at() }},
            talk_seconds is not null or coalesce(defects, '') like '%ends before it starts%'
        ) as is_over,
        coalesce(
            talk_seconds,
            case
                when coalesce(defects, '') not like '%negative duration%'
                    then connected_seconds - coalesce(hold_seconds, 0)
            end
        ) as spoken_seconds

    from ended

),

judged as (

    select
        *,
        outcome in ('answered', 'transferred') and not is_yet_to_answer as is_answered,
        outcome in ('answered', 'transferred') and not is_yet_to_answer and is_over as is_handled

    from placed

),

measured as (

    select
        call_leg_id,
        call_id,
        coalesce(team_id, 'unknown') as team_id,
        agent_id,
        case when is_yet_to_answer then 'in_queue' else outcome end as outcome,
        defects,
        leg_number,
        wait_seconds,
        case when is_handled and spoken_seconds >= 0 then spoken_seconds end as talk_seconds,
        case when is_handled then hold_seconds end as hold_seconds,
        case when is_handled then wrap_seconds end as wrap_seconds,
        cast(
            case
                when is_handled and spoken_seconds >= 0
                    then spoken_seconds + coalesce(hold_seconds, 0) + coalesce(wrap_seconds, 0)
            end as decimal(18, 3)
        ) as handle_seconds,
        is_answered,
        is_over,
        started_at,
        case when is_answered then answered_at end as answered_at,
        case when ended_at <= {{ as_of_at() }} then ended_at end as ended_at

    from judged

)

select * from measured
