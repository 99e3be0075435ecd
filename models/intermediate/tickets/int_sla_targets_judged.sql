{{ config(materialized='view') }}

with

targets as (

    select * from {{ ref('int_sla_targets_unioned') }}

),

decided as (

    select * from {{ ref('int_sla_targets_decided') }}

),

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

standing {{ evaluated_once() }} (

    select
        decided.*,
        targets.ticket_id,
        targets.sla_metric,
        targets.policy_id,
        targets.priority,
        targets.target_seconds,
        targets.is_business_time,
        targets.applied_at,
        case
            when targets.superseded_at <= {{ as_of_at() }} then targets.superseded_at
        end as superseded_at,

        -- a vendor's flag says met for as long as nothing is lost: that is no verdict yet
        case
            when coalesce(decided.would_be_decided_at > {{ as_of_at() }}, true) then 'open'
            when decided.would_be_met then 'met'
            when not decided.would_be_met then 'breached'
            else 'open'
        end as sla_state,

        case
            when tickets.ticket_id is null then 'ticket_unknown'
            when tickets.exclusion_reason is not null then tickets.exclusion_reason
            when decided.reason is not null then decided.reason
            when
                decided.in_force_to <= {{ as_of_at() }}
                and (
                    decided.would_be_met is null
                    or decided.would_be_decided_at is null
                    or decided.would_be_decided_at >= decided.in_force_to
                )
                then 'superseded'
            when decided.would_be_decided_at < decided.in_force_from then 'decided_before'
        end as reason_to_exclude

    from decided

    inner join targets
        on decided.sla_target_id = targets.sla_target_id

    left join tickets
        on targets.ticket_id = tickets.ticket_id

),

-- one stretch of time is decided once, by the first promise in force that could
deciding as (

    select
        ticket_id,
        sla_metric,
        cycle_number,
        min(target_number) as target_number

    from standing

    where tier = 'computed' and reason_to_exclude is null and sla_state <> 'open'

    group by 1, 2, 3

)

select
    standing.sla_target_id,
    standing.cycle_number,
    standing.ticket_id,
    standing.sla_metric,
    standing.tier,
    standing.policy_id,
    standing.priority,
    standing.target_seconds,
    standing.is_business_time,
    standing.elapsed_seconds,
    standing.applied_at,
    standing.superseded_at,
    standing.started_at,
    standing.due_at,
    standing.ended_at,
    standing.ended_by,
    standing.sla_state,
    case standing.sla_state when 'met' then true when 'breached' then false end as is_met,
    case when standing.sla_state <> 'open' then standing.would_be_decided_at end as decided_at,

    case
        when standing.target_number > deciding.target_number
            then coalesce(standing.reason_to_exclude, 'decided_before')
        else standing.reason_to_exclude
    end as exclusion_reason

from standing

left join deciding
    on standing.ticket_id = deciding.ticket_id
    and standing.sla_metric = deciding.sla_metric
    and standing.cycle_number = deciding.cycle_number
