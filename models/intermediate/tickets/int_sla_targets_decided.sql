{{ config(materialized='view') }}

-- What became of each promise if it held until it was decided: the verdict, and since when.
with

told as (

    select * from {{ ref('int_sla_targets_ended') }}

),

clocked as (

    select * from {{ ref('int_sla_targets_clocked') }}

),

due as (

    select * from {{ ref('int_sla_targets_due') }}

),

united as (

    select
        sla_target_id,
        cast(null as bigint) as target_number,
        1 as cycle_number,
        tier,
        vendor_is_met,
        coalesce(vendor_decided_at, ended_at, closed_at) as vendor_decided_at,
        cast(null as decimal(18, 3)) as target_seconds,
        cast(null as decimal(18, 3)) as elapsed_seconds,
        cast('1900-01-01' as timestamp) as in_force_from,
        coalesce(superseded_at, cast('9999-12-31' as timestamp)) as in_force_to,
        cast(null as timestamp) as started_at,
        due_at as reached_at,
        due_at,
        ended_at,
        ended_by,
        case when tier = 'vendor_due' and due_at is null then 'no_due_time' end as reason

    from told

    union all

    select
        clocked.sla_target_id,
        clocked.target_number,
        clocked.cycle_number,
        'computed' as tier,
        cast(null as boolean) as vendor_is_met,
        cast(null as timestamp) as vendor_decided_at,
        clocked.target_seconds,
        case when clocked.cycle_number > 0 then coalesce(due.elapsed_seconds, 0) end
            as elapsed_seconds,
        clocked.in_force_from,
        clocked.in_force_to,
        clocked.started_at,

        due.due_at as reached_at,

        -- greatest() would make a due time of a missing one
        case when due.due_at < clocked.applied_at then clocked.applied_at else due.due_at end
            as due_at,

        clocked.ended_at,
        clocked.ended_by,

        case
            when clocked.target_seconds is null or clocked.target_seconds <= 0 then 'no_duration'
            when due.has_no_schedule then 'no_schedule'
            when due.due_at < clocked.ended_at and clocked.ended_at < clocked.applied_at
                then 'decided_before'

            -- only what starts anew can fail to start; what runs once was over before the promise
            when clocked.sla_metric not in ('next_reply', 'pausable_update', 'periodic_update')
                then case when clocked.cycle_number = 0 then 'decided_before' end
            when clocked.cycle_number = 0 or not coalesce(due.has_run, false) then 'not_triggered'
        end as reason

    from clocked

    left join due
        on clocked.target_number = due.target_number
        and clocked.cycle_number = due.cycle_number

),

decided as (

    select
        *,

        case
            when tier = 'vendor_verdict' then vendor_is_met
            when ended_at <= reached_at then true

            -- it may be due beyond the calendar, or under hours that nobody knows
            when
                due_at is null and ended_at is not null
                and target_seconds > 0 and elapsed_seconds <= target_seconds then true
            when due_at < {{ as_of_at() }} then false
        end as would_be_met,

        case
            when tier = 'vendor_verdict' and vendor_is_met then vendor_decided_at
            when tier = 'vendor_verdict' then coalesce(vendor_decided_at, due_at)
            when tier = 'computed' and due_at is null then ended_at
            when ended_at <= reached_at then ended_at
            else due_at
        end as would_be_decided_at

    from united

)

select * from decided
