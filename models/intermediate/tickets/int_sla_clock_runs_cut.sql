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

met {{ evaluated_once() }} (

    select
        clocked.*,
        statuses.ticket_status,
        greatest(statuses.in_force_from, clocked.started_at) as runs_from,
        least(statuses.in_force_to, clocked.stopped_at) as runs_to,
        statuses.in_force_to > clocked.stopped_at as runs_on

    from clocked

    inner join statuses
        on clocked.ticket_id = statuses.ticket_id
        and clocked.started_at < statuses.in_force_to
        and clocked.stopped_at >= statuses.in_force_from

),

ran as (

    select met.*

    from met

    inner join running
        on met.sla_metric = running.sla_metric
        and met.ticket_status = running.ticket_status

),

-- what is left of the time allowed runs on from the end, or from now if the clock is not paused
stopped as (

    select
        target_number,
        cycle_number,
        ticket_id,
        target_seconds,
        is_business_time,
        stopped_at

    from clocked

    where ended_at is not null

    union all

    select
        target_number,
        cycle_number,
        ticket_id,
        target_seconds,
        is_business_time,
        stopped_at

    from ran

    where ended_at is null and runs_on

)

select
    target_number,
    cycle_number,
    ticket_id,
    target_seconds,
    is_business_time,
    false as is_future,
    runs_from,
    runs_to

from ran

where runs_from < runs_to

union all

select
    target_number,
    cycle_number,
    ticket_id,
    target_seconds,
    is_business_time,
    true as is_future,
    stopped_at as runs_from,
    cast('9999-12-31' as timestamp) as runs_to

from stopped
