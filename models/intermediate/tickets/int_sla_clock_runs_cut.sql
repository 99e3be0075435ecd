{{ config(materialized='view') }}

-- When the clock of a promise ran: in statuses that do not pause it, and on from where it stopped.
with

clocked as (

    select * from {{ ref('int_sla_targets_clocked') }}

    where cycle_number > 0

),

-- read for itself: a CTE of two readers can hang under a LIMIT (decision 18)
ended as (

    select * from {{ ref('int_sla_targets_clocked') }}

    where cycle_number > 0 and ended_at is not null

),

statuses as (

    select * from {{ ref('int_ticket_statuses_spanned') }}

),

running as (

    select * from {{ ref('sla_clock_statuses') }}

),

met as (

    select
        clocked.*,
        statuses.ticket_status,
        greatest(statuses.in_force_from, clocked.started_at) as ran_from,
        least(statuses.in_force_to, clocked.stopped_at) as ran_to,
        statuses.in_force_to > clocked.stopped_at as runs_on

    from clocked

    inner join statuses
        on clocked.ticket_id = statuses.ticket_id
        and clocked.started_at < statuses.in_force_to
        and clocked.stopped_at >= statuses.in_force_from

),

-- what is left of the time allowed runs on from the end, or from now if the clock is not paused
ran as (

    select
        met.*,
        futures.is_future

    from met

    inner join running
        on met.sla_metric = running.sla_metric
        and met.ticket_status = running.ticket_status

    inner join (values (false), (true)) as futures (is_future)
        on (not futures.is_future and met.ran_from < met.ran_to)
        or (futures.is_future and met.ended_at is null and met.runs_on)

)

select
    target_number,
    cycle_number,
    ticket_id,
    target_seconds,
    is_business_time,
    is_future,
    case when is_future then stopped_at else ran_from end as runs_from,
    case when is_future then cast('9999-12-31' as timestamp) else ran_to end as runs_to

from ran

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

from ended
