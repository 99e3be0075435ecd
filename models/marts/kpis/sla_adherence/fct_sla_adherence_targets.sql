with

targets as (

    select * from {{ ref('fct_ticket_sla_targets') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'sla_adherence'

),

ranked as (

    select
        *,

        -- one target decides its ticket: the first breached, else one still open, else the last met
        row_number() over (
            partition by ticket_id
            order by
                case when exclusion_reason is null and is_best_tier then 1 else 2 end,
                case sla_state when 'breached' then 1 when 'open' then 2 else 3 end,
                case when sla_state = 'breached' then decided_at end,
                decided_at desc,
                sla_target_id asc
        ) as decision_rank

    from targets

),

matched as (

    select
        variants.variant_id,
        ranked.*,

        case
            when ranked.exclusion_reason is not null then ranked.exclusion_reason
            when
                variants.variant_id = 'vendor_verdict' and ranked.tier <> 'vendor_verdict'
                then 'other_tier'
            when
                variants.variant_id <> 'vendor_verdict' and not ranked.is_best_tier
                then 'other_tier'
        end as reason,

        -- closed_only waits until the clock has ended, however long ago the target was missed
        case
            when variants.variant_id = 'closed_only' and ranked.is_met is not null then ranked.ended_at
            else ranked.decided_at
        end as judged_at

    from ranked

    inner join variants
        on variants.variant_id in ('all_targets', 'closed_only', 'vendor_verdict')
        or variants.variant_id = ranked.sla_metric
        or (variants.variant_id = 'ticket_all_met' and ranked.decision_rank = 1)

),

judged as (

    select
        *,
        reason is null and is_met is not null and judged_at is not null as is_decided,

        case
            when reason is not null then applied_at
            else coalesce(judged_at, {{ as_of_at() }})
        end as anchored_at

    from matched

),

weighed as (

    select
        judged.sla_target_id,
        judged.ticket_id,
        judged.variant_id,
        judged.sla_metric,
        judged.channel,
        coalesce(dimensions.team_id, 'unknown') as team_id,
        coalesce(judged.promised_priority, dimensions.priority, 'unknown') as priority,
        judged.customer_segment,
        judged.reason as exclusion_reason,
        {{ share_weights('is_decided', 'is_met', 'reason is null and not is_decided') | indent(8) }},
        {{ reporting_date('judged.anchored_at') }} as metric_date,

        case
            when judged.reason is not null or judged.is_decided
                then {{ plus_days(reporting_date('judged.anchored_at'), 1) }}
        end as final_on,

        case when judged.is_decided then judged.judged_at end as judged_at

    from judged

    left join dimensions
        on judged.ticket_id = dimensions.ticket_id
        and judged.anchored_at >= dimensions.in_force_from
        and judged.anchored_at < dimensions.in_force_to

)

select * from weighed
