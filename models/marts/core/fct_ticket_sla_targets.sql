with

targets as (

    select * from {{ ref('int_sla_targets_judged') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

anchored as (

    select
        *,
        coalesce(decided_at, {{ as_of_at() }}) as anchored_at,

        -- a promise that several tiers describe counts once, by the best of them
        case tier when 'computed' then 1 when 'vendor_due' then 2 else 3 end = min(
            case tier when 'computed' then 1 when 'vendor_due' then 2 else 3 end
        ) over (
            partition by ticket_id, sla_metric
        ) as is_best_tier

    from targets

),

joined as (

    select
        anchored.sla_target_id,
        anchored.ticket_id,
        anchored.policy_id,
        anchored.sla_metric,
        anchored.tier,
        coalesce(dimensions.channel, 'unknown') as channel,
        coalesce(dimensions.team_id, 'unknown') as team_id,
        coalesce(anchored.priority, dimensions.priority, 'unknown') as priority,
        anchored.priority as promised_priority,
        coalesce(dimensions.customer_segment, 'unknown') as customer_segment,
        anchored.sla_state,
        anchored.ended_by,
        anchored.exclusion_reason,
        anchored.target_seconds,
        anchored.is_business_time,
        anchored.is_best_tier,
        anchored.is_met,
        anchored.applied_at,
        anchored.superseded_at,
        anchored.due_at,
        anchored.ended_at,
        anchored.decided_at

    from anchored

    left join dimensions
        on anchored.ticket_id = dimensions.ticket_id
        and anchored.anchored_at >= dimensions.in_force_from
        and anchored.anchored_at < dimensions.in_force_to

)

select * from joined
