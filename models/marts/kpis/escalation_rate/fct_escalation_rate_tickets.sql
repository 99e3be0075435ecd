{#- A view: a table would hold every ticket three times. -#}
{{ config(materialized='view') }}

with

tickets as (

    select * from {{ ref('fct_tickets') }}

),

escalations as (

    select * from {{ ref('int_ticket_escalations_counted') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'escalation_rate'

),

paired as (

    select
        tickets.*,
        variants.variant_id,
        coalesce(escalations.functional_count, 0) as functional_count,
        coalesce(escalations.hierarchical_count, 0) as hierarchical_count,
        case when tickets.is_solved then tickets.last_solved_at end as solved_at,

        case
            when tickets.exclusion_reason is not null then tickets.exclusion_reason
            when tickets.is_outbound then 'outbound'
            when not tickets.has_events then 'no_event_history'
            when not variants.is_available then 'not_available'
        end as reason

    from tickets

    cross join variants

    left join escalations
        on tickets.ticket_id = escalations.ticket_id

),

judged as (

    select
        *,

        case
            when variant_id = 'functional' then functional_count
            when variant_id = 'hierarchical' then hierarchical_count
            else functional_count + hierarchical_count
        end > 0 as is_escalated,

        -- an open ticket stands on the day of the build, one that is left out must not move
        coalesce(solved_at, case when reason is null then {{ as_of_at() }} else opened_at end)
            as anchored_at

    from paired

),

weighed as (

    select
        judged.ticket_id,
        judged.variant_id,
        judged.channel,
        dimensions.team_id,
        dimensions.priority,
        judged.customer_segment,
        judged.reason as exclusion_reason,
        judged.functional_count,
        judged.hierarchical_count,
        {{ share_weights(
            'judged.reason is null and judged.is_solved', 'judged.is_escalated',
            'judged.reason is null and not judged.is_solved'
        ) | indent(8) }},
        {{ reporting_date('judged.anchored_at') }} as metric_date,
        case
            when judged.reason is not null
                then {{ plus_days(reporting_date('judged.anchored_at'), 1) }}

            -- a ticket that is not closed can be reopened any day
            when judged.is_solved then {{ plus_days(reporting_date('judged.closed_at'), 1) }}
        end as final_on,
        judged.solved_at

    from judged

    inner join dimensions
        on judged.ticket_id = dimensions.ticket_id
        and judged.anchored_at >= dimensions.in_force_from
        and judged.anchored_at < dimensions.in_force_to

)

select * from weighed
