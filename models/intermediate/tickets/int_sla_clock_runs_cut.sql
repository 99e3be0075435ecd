{{ config(materialized='view') }}

-- When the clock of a promise ran: in statuses that do not pause it, and on from where it stopped.
with

clocked as (

    select * from {{ ref('int_sla_targets_clocked') }}

    where cycle_number > 0

),

statuses as (

    select * from {{ ref('int_ticket_statuses_spanned') }}

),

running as (

    select * from {{ ref('sla_clock_statuses') }}

),

spans as (

    select
        statuses.ticket_id,
        running.sla_metric,
        statuses.in_force_from,
        statuses.in_force_to

    from statuses

    inner join running
        on statuses.ticket_status = running.ticket_status

),

past as (

    select
        clocked.sla_target_id,
        clocked.cycle_number,
        clocked.ticket_id,
        clocked.target_seconds,
        clocked.is_business_time,
        false as is_future,
        greatest(spans.in_force_from, clocked.started_at) as runs_from,
        least(spans.in_force_to, clocked.stopped_at) as runs_to

    from clocked

    inner join spans
        on clocked.ticket_id = spans.ticket_id
        and clocked.sla_metric = spans.sla_metric
        and clocked.started_at < spans.in_force_to
        and clocked.stopped_at > spans.in_force_from

    where clocked.started_at < clocked.stopped_at

),

-- what is left of the time allowed runs on from the end, or from now if the clock is not paused
future as (

    select
        clocked.sla_target_id,
        clocked.cycle_number,
        clocked.ticket_id,
        clocked.target_seconds,
        clocked.is_business_time,
        true as is_future,
        clocked.stopped_at as runs_from,
        cast('9999-12-31' as timestamp) as runs_to

    from clocked

    left join spans
        on clocked.ticket_id = spans.ticket_id
        and clocked.sla_metric = spans.sla_metric
        and clocked.stopped_at >= spans.in_force_from
        and clocked.stopped_at < spans.in_force_to

    where clocked.ended_at is not null or spans.ticket_id is not null

)

select * from past

union all

select * from future
