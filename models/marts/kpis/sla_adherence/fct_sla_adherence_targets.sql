{{ config(materialized='view') }} {#- a table would hold every target four times -#}
with

targets as (

    select * from {{ ref('fct_ticket_sla_targets') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

tickets as (

    select * from {{ ref('fct_tickets') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'sla_adherence'

),

matched as (

    select
        variants.variant_id,
        targets.*,

        case
            when targets.exclusion_reason is not null then targets.exclusion_reason
            when case variants.variant_id
                when 'vendor_verdict' then targets.tier <> 'vendor_verdict'
                else not targets.is_best_tier
            end then 'other_tier'
        end as reason,

        -- closed_only waits until the clock has ended, however long ago the target was missed
        case
            when variants.variant_id = 'closed_only' and targets.is_met is not null
                then targets.ended_at
            else targets.decided_at
        end as judged_at

    from targets

    inner join variants
        on variants.variant_id in ('all_targets', 'closed_only', 'vendor_verdict')
        or targets.sla_metric = variants.variant_id
        or (variants.variant_id = 'ticket_all_met' and targets.is_deciding)

),

judged as (

    select
        *,
        reason is null and is_met is not null and judged_at is not null as is_decided,
        -- what ended with a solve goes on with a reopening
        reason is null and (is_met or variant_id = 'closed_only') and (
            variant_id = 'ticket_all_met'
            or sla_metric in ('requester_wait', 'agent_work', 'resolution')
        ) as can_be_undone,

        case
            when reason is not null then applied_at
            else coalesce(judged_at, {{ as_of_at() }})
        end as anchored_at

    from matched

),

weighed as (

    select
        judged.sla_target_id,
        judged.cycle_number,
        judged.ticket_id,
        judged.variant_id,
        judged.sla_metric,
        judged.channel,
        coalesce(dimensions.team_id, judged.team_id) as team_id,
        coalesce(judged.promised_priority, dimensions.priority, judged.priority) as priority,
        judged.customer_segment,
        judged.reason as exclusion_reason,
        {{ share_weights('is_decided', 'is_met',
            'reason is null and not is_decided') | indent(8) }},
        {{ reporting_date('judged.anchored_at') }} as metric_date,
        case
            when judged.can_be_undone and coalesce(tickets.closed_at > judged.anchored_at, true)
                then {{ plus_days(reporting_date('tickets.closed_at'), 1) }}
            when judged.reason is not null or judged.is_decided
                then {{ plus_days(reporting_date('judged.anchored_at'), 1) }}
        end as final_on,
        case when judged.is_decided then judged.judged_at end as judged_at

    from judged

    left join tickets
        on case when judged.can_be_undone then judged.ticket_id end = tickets.ticket_id

    -- most are judged when their target was decided, whose dimensions they have already
    left join dimensions
        on case
            when judged.anchored_at <> coalesce(judged.decided_at, {{ as_of_at() }})
                then judged.ticket_id
        end = dimensions.ticket_id
        and judged.anchored_at >= dimensions.in_force_from
        and judged.anchored_at < dimensions.in_force_to

)

select * from weighed
