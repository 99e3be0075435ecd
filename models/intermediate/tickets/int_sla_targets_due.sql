-- By when each promise had to be kept, and how much of its time was used.
with

runs as (

    select * from {{ ref('int_sla_clock_runs_timed') }}

),

openings as (

    select * from {{ ref('int_schedule_openings_bucketed') }}

),

used as (

    select
        target_number,
        cycle_number,
        cast(sum(case when is_future then 0 else run_seconds end) as decimal(18, 3))
            as elapsed_seconds,
        max(case when run_seconds is null then 1 else 0 end) = 1 as has_no_schedule,
        max(case when is_future then 0 else 1 end) = 1 as has_run

    from runs

    group by 1, 2

),

-- a promise is due in what has run if that is enough, else in what is to come
deciding as (

    select
        runs.*,
        case when runs.is_future then coalesce(used.elapsed_seconds, 0) else 0 end
            as seconds_until_then

    from runs

    inner join used
        on runs.target_number = used.target_number
        and runs.cycle_number = used.cycle_number

    where runs.is_future = (coalesce(used.elapsed_seconds, 0) < runs.target_seconds)

),

summed as (

    select
        *,

        seconds_until_then + coalesce(sum(run_seconds) over (
            partition by target_number, cycle_number
            order by runs_from
            rows between unbounded preceding and 1 preceding
        ), 0) as seconds_before

    from deciding

),

reached as (

    select
        *,
        cast(seconds_at_start + target_seconds - seconds_before as decimal(18, 3)) as seconds_at_due

    from summed

    where seconds_before < target_seconds and seconds_before + run_seconds >= target_seconds

),

dated as (

    select
        reached.target_number,
        reached.cycle_number,

        case
            when reached.is_business_time then {{ seconds_after(
                'openings.opens_at', 'reached.seconds_at_due - openings.seconds_before'
            ) | indent(16) }}
            else {{ seconds_after(
                'reached.runs_from', 'reached.target_seconds - reached.seconds_before'
            ) | indent(16) }}
        end as due_at

    from reached

    left join openings
        on {{ reaches_business_seconds(
            'openings', 'reached.schedule_number', 'reached.seconds_at_due'
        ) | indent(8) }}

)

select
    used.target_number,
    used.cycle_number,
    used.elapsed_seconds,
    used.has_no_schedule,
    used.has_run,
    dated.due_at

from used

left join dated
    on used.target_number = dated.target_number
    and used.cycle_number = dated.cycle_number
