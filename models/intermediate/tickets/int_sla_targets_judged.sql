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

standing as (

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

numbered as (

    select
        *,

        -- one stretch of time is decided once, by the first promise in force that could
        count(case when reason_to_exclude is null and sla_state <> 'open' then 1 end) over (
            partition by ticket_id, sla_metric, cycle_number, tier
            order by applied_at, sla_target_id
            rows between unbounded preceding and 1 preceding
        ) as earlier_decisions

    from standing

)

select
    sla_target_id,
    cycle_number,
    ticket_id,
    sla_metric,
    tier,
    policy_id,
    priority,
    target_seconds,
    is_business_time,
    elapsed_seconds,
    applied_at,
    superseded_at,
    started_at,
    due_at,
    ended_at,
    ended_by,
    sla_state,
    case sla_state when 'met' then true when 'breached' then false end as is_met,
    case when sla_state <> 'open' then would_be_decided_at end as decided_at,

    case
        when tier = 'computed' and earlier_decisions > 0
            then coalesce(reason_to_exclude, 'decided_before')
        else reason_to_exclude
    end as exclusion_reason

from numbered
