with

targets as (

    select * from {{ ref('fct_ticket_sla_targets') }}

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
                sla_target_id asc,
                cycle_number asc
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
            when variants.variant_id = 'closed_only' then ranked.ended_at else ranked.decided_at
        end as judged_at

    from ranked

    inner join variants
        on variants.variant_id in (
            'all_targets', 'closed_only', 'vendor_verdict', ranked.sla_metric
        )
        or (variants.variant_id = 'ticket_all_met' and ranked.decision_rank = 1)

),

judged as (

    select
        *,
        reason is null and is_met is not null and judged_at is not null as is_decided,

        {{ reporting_date(
            "case when reason is null then coalesce(judged_at, " ~ as_of_at() ~ ") else applied_at end"
        ) }} as metric_date

    from matched

),

weighed as (

    select
        sla_target_id,
        cycle_number,
        ticket_id,
        variant_id,
        sla_metric,
        channel,
        team_id,
        priority,
        customer_segment,
        reason as exclusion_reason,
        {{ share_weights('is_decided', 'is_met', 'reason is null and not is_decided') | indent(8) }},
        metric_date,
        case
            when reason is not null or is_decided then {{ plus_days('metric_date', 1) }}
        end as final_on,
        case when is_decided then judged_at end as judged_at

    from judged

)

select * from weighed
