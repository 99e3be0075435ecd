{{ config(materialized='view') }}

-- How long each run of a clock lasted, in the time it is measured in; null without a schedule.
with

runs as (

    select * from {{ ref('int_sla_clock_runs_cut') }}

),

ticket_schedules as (

    select * from {{ ref('int_ticket_schedules_spanned') }}

),

-- read for each end by itself: a CTE of two readers can hang under a LIMIT (decision 18)
pieces_at_start as (

    select * from {{ ref('int_schedule_pieces_accumulated') }}

),

pieces_at_end as (

    select * from {{ ref('int_schedule_pieces_accumulated') }}

),

-- calendar time knows no schedule: its runs pass whole
scheduled as (

    select
        runs.*,
        ticket_schedules.schedule_number,
        case
            when runs.is_business_time then greatest(runs.runs_from, ticket_schedules.in_force_from)
        end as piece_from,
        case
            when runs.is_business_time then least(runs.runs_to, ticket_schedules.in_force_to)
        end as piece_to

    from runs

    left join ticket_schedules
        on runs.is_business_time
        and runs.ticket_id = ticket_schedules.ticket_id
        and runs.runs_from < ticket_schedules.in_force_to
        and runs.runs_to > ticket_schedules.in_force_from

    where not runs.is_business_time or ticket_schedules.ticket_id is not null

),

measured as (

    select
        scheduled.*,
        {{ business_seconds_at('piece_at_start', 'scheduled.piece_from') | indent(8) }}
            as seconds_at_start,
        {{ business_seconds_at('piece_at_end', 'scheduled.piece_to') | indent(8) }}
            as seconds_at_end

    from scheduled

    left join pieces_at_start as piece_at_start
        on {{ in_business_piece(
            'piece_at_start', 'scheduled.schedule_number', 'scheduled.piece_from'
        ) | indent(8) }}

    left join pieces_at_end as piece_at_end
        on {{ in_business_piece(
            'piece_at_end', 'scheduled.schedule_number', 'scheduled.piece_to'
        ) | indent(8) }}

),

timed as (

    select
        target_number,
        cycle_number,
        target_seconds,
        is_business_time,
        is_future,
        schedule_number,
        seconds_at_start,

        -- what has no end is long enough for any promise
        case
            when not is_business_time then {{ seconds_between('runs_from', 'runs_to') }}
            when piece_to < cast('9999-12-31' as timestamp) then seconds_at_end - seconds_at_start
            when seconds_at_start is not null then cast(999999999999 as decimal(18, 3))
        end as run_seconds,

        coalesce(piece_from, runs_from) as runs_from

    from measured

)

select * from timed
