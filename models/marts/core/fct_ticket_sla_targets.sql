with

targets as (

    select * from {{ ref('int_sla_targets_judged') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

ranked {{ evaluated_once() }} (

    select
        *,
        coalesce(decided_at, {{ as_of_at() }}) as anchored_at,
        case tier when 'computed' then 1 when 'vendor_due' then 2 else 3 end as tier_rank

    from targets

),

best_tiers as (

    select
        ticket_id,
        sla_metric,
        min(tier_rank) as tier_rank

    from ranked

    group by 1, 2

),

anchored as (

    select
        ranked.*,

        -- a promise that several tiers describe counts once, by the best of them
        ranked.tier_rank = best_tiers.tier_rank as is_best_tier

    from ranked

    inner join best_tiers
        on ranked.ticket_id = best_tiers.ticket_id
        and ranked.sla_metric = best_tiers.sla_metric

),

deciding as (

    select
        *,

        row_number() over (
            partition by ticket_id
            order by
                case when exclusion_reason is null and is_best_tier then 1 else 2 end asc,
                case sla_state when 'breached' then 1 when 'open' then 2 else 3 end asc,
                case when sla_state = 'breached' then decided_at end asc,
                decided_at desc,
                sla_target_id asc,
                cycle_number asc
        ) = 1 as is_deciding

    from anchored

),

joined as (

    select
        deciding.sla_target_id,
        deciding.cycle_number,
        deciding.ticket_id,
        deciding.policy_id,
        deciding.sla_metric,
        deciding.tier,
        coalesce(dimensions.channel, 'unknown') as channel,
        coalesce(dimensions.team_id, 'unknown') as team_id,
        coalesce(deciding.priority, dimensions.priority, 'unknown') as priority,
        deciding.priority as promised_priority,
        coalesce(dimensions.customer_segment, 'unknown') as customer_segment,
        deciding.sla_state,
        deciding.ended_by,
        deciding.exclusion_reason,
        deciding.target_seconds,
        deciding.elapsed_seconds,
        deciding.is_business_time,
        deciding.is_best_tier,
        deciding.is_deciding,

        -- what does not count has no verdict; sla_state says how it went
        case when deciding.exclusion_reason is null then deciding.is_met end as is_met,
        deciding.applied_at,
        deciding.superseded_at,
        deciding.started_at,
        deciding.due_at,
        deciding.ended_at,
        deciding.decided_at

    from deciding

    left join dimensions
        on deciding.ticket_id = dimensions.ticket_id
        and deciding.anchored_at >= dimensions.in_force_from
        and deciding.anchored_at < dimensions.in_force_to

)

select * from joined
