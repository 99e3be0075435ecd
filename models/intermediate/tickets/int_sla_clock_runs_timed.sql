-- How long each run of a clock lasted, in the time it is measured in; null where no schedule is known.
with

clocked as (

    select * from {{ ref('int_sla_targets_clocked') }}

),

runs as (

    select * from {{ ref('int_sla_clock_runs_cut') }}

),

ticket_schedules as (

    select * from {{ ref('int_ticket_schedules_spanned') }}

),

pieces as (

    select * from {{ ref('int_schedule_pieces_accumulated') }}

),

joined as (

    select
        runs.*,
        clocked.ticket_id,
        clocked.target_seconds,
        clocked.is_business_time

    from runs

    inner join clocked
        on runs.sla_target_id = clocked.sla_target_id
        and runs.cycle_number = clocked.cycle_number

),

scheduled as (

    select
        joined.*,
        ticket_schedules.schedule_number,
        greatest(joined.runs_from, ticket_schedules.in_force_from) as piece_from,
        least(joined.runs_to, ticket_schedules.in_force_to) as piece_to

    from joined

    inner join ticket_schedules
        on joined.ticket_id = ticket_schedules.ticket_id
        and joined.runs_from < ticket_schedules.in_force_to
        and joined.runs_to > ticket_schedules.in_force_from

    where joined.is_business_time

),

timed as (

    select
        sla_target_id,
        cycle_number,
        target_seconds,
        is_business_time,
        is_future,
        cast(null as integer) as schedule_number,
        cast(null as decimal(18, 3)) as seconds_at_start,
        {{ seconds_between('runs_from', 'runs_to') }} as run_seconds,
        runs_from

    from joined

    where not is_business_time

    union all

    select
        scheduled.sla_target_id,
        scheduled.cycle_number,
        scheduled.target_seconds,
        scheduled.is_business_time,
        scheduled.is_future,
        scheduled.schedule_number,
        {{ business_seconds_at('starts', 'scheduled.piece_from') | indent(8) }} as seconds_at_start,

        case
            when scheduled.piece_to = cast('9999-12-31' as timestamp)
                then cast(999999999999 as decimal(18, 3))
            else {{ business_seconds_at('ends', 'scheduled.piece_to') | indent(12) }}
                - {{ business_seconds_at('starts', 'scheduled.piece_from') | indent(12) }}
        end as run_seconds,

        scheduled.piece_from as runs_from

    from scheduled

    left join pieces as starts
        on {{ in_business_piece('starts', 'scheduled.schedule_number', 'scheduled.piece_from') | indent(8) }}

    left join pieces as ends
        on {{ in_business_piece('ends', 'scheduled.schedule_number', 'scheduled.piece_to') | indent(8) }}

)

select * from timed
