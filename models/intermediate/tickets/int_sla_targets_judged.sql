with

targets as (

    select * from {{ ref('int_sla_targets_ended') }}

),

decided as (

    select
        *,

        case
            when tier = 'vendor_verdict' then vendor_is_met
            when ended_at <= due_at then true
            when due_at < {{ as_of_at() }} then false
        end as verdict,

        case
            when tier = 'vendor_verdict' and vendor_is_met
                then coalesce(vendor_decided_at, ended_at, closed_at)
            when tier = 'vendor_verdict'
                then coalesce(vendor_decided_at, ended_at, closed_at, due_at)
            when ended_at <= due_at then ended_at
            else due_at
        end as verdict_at

    from targets

),

judged as (

    select
        *,

        case
            -- a vendor's flag says met for as long as nothing is lost: that is no verdict yet
            when verdict_at <= {{ as_of_at() }} and verdict then 'met'
            when verdict_at <= {{ as_of_at() }} and not verdict then 'breached'
            else 'open'
        end as sla_state,

        case
            when is_orphan then 'ticket_unknown'
            when ticket_exclusion_reason is not null then ticket_exclusion_reason
            when tier = 'computed' then 'no_clock'
            when tier = 'vendor_due' and due_at is null then 'no_due_time'
            when superseded_at <= {{ as_of_at() }}
                and (verdict is null or superseded_at <= coalesce(verdict_at, superseded_at))
                then 'superseded'
        end as exclusion_reason

    from decided

)

select
    sla_target_id,
    ticket_id,
    sla_metric,
    tier,
    policy_id,
    priority,
    target_seconds,
    is_business_time,
    applied_at,
    superseded_at,
    due_at,
    ended_at,
    ended_by,
    sla_state,
    case sla_state when 'met' then true when 'breached' then false end as is_met,
    case when sla_state <> 'open' then verdict_at end as decided_at,
    exclusion_reason

from judged
