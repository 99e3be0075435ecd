-- What: in every half hour, each call offered stands under one outcome: answered, abandoned,
-- callback, flow_out, voicemail or in_queue.
-- Why: a call that stands under no outcome, or under two, makes every rate of the telephone wrong.
-- How to fix: fct_call_intervals must count every outcome that int_calls_scoped does not exclude,
-- and as many calls as fct_calls says were offered.
with

intervals as (

    select * from {{ ref('fct_call_intervals') }}

),

calls as (

    select * from {{ ref('fct_calls') }}

    where is_offered

),

counted as (

    select
        team_id,
        channel,
        interval_starts_at,
        count(*) as call_count

    from calls

    group by 1, 2, 3

)

select
    intervals.team_id as interval_team_id,
    counted.team_id as call_team_id,
    intervals.offered_count,
    counted.call_count

from intervals

full outer join counted
    on intervals.team_id = counted.team_id
    and intervals.channel = counted.channel
    and intervals.interval_starts_at = counted.interval_starts_at

where
    intervals.offered_count is distinct from counted.call_count
    or intervals.offered_count
    <> intervals.answered_count + intervals.abandoned_count + intervals.callback_count
    + intervals.flow_out_count + intervals.voicemail_count + intervals.in_queue_count
