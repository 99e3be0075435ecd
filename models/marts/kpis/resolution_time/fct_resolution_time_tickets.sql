{#- A view: a table would hold every ticket four times. -#}
{{ config(materialized='view') }}
with

tickets as (

    select * from {{ ref('fct_tickets') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'resolution_time'

),

clocked as (

    select
        tickets.*,
        variants.variant_id,
        variants.variant_id in ('full_business', 'first_business') and not tickets.has_schedule
            as lacks_schedule,
        case variants.variant_id
            when 'full_calendar' then tickets.full_resolution_seconds
            when 'first_calendar' then tickets.first_resolution_seconds
            when 'full_business' then tickets.full_resolution_business_seconds
            when 'first_business' then tickets.first_resolution_business_seconds
        end as duration_seconds,

        -- a solve that was undone is no full resolution, but stays the first
        case
            when variants.variant_id like 'first_%' then tickets.first_solved_at
            when tickets.is_solved then tickets.last_solved_at
        end as solved_at,
        -- a ticket that is not closed can be reopened any day
        case
            when variants.variant_id like 'first_%' then tickets.first_solved_at
            when tickets.is_solved then tickets.closed_at
        end as settled_at

    from tickets

    cross join variants

),

judged as (

    select
        *,
        case
            when exclusion_reason is not null then exclusion_reason
            when is_outbound then 'outbound'
            when solved_at < opened_at then 'before_opening'
            when lacks_schedule or (solved_at is not null and duration_seconds is null)
                then 'no_schedule'
        end as reason

    from clocked

),

anchored as (

    select
        *,
        case
            when reason is not null then opened_at
            else coalesce(solved_at, {{ as_of_at() }})
        end as anchored_at

    from judged

),

weighed as (

    select
        anchored.ticket_id,
        anchored.variant_id,
        dimensions.channel,
        dimensions.team_id,
        dimensions.priority,
        dimensions.customer_segment,
        anchored.reason as exclusion_reason,
        case when anchored.solved_at is not null then anchored.duration_seconds end
            as duration_seconds,
        {{ mean_weights(
            'anchored.reason is null and anchored.solved_at is not null',
            'anchored.duration_seconds',
            'anchored.reason is null and anchored.solved_at is null'
        ) | indent(8) }},
        {{ reporting_date('anchored.anchored_at') }} as metric_date,
        case
            when anchored.reason is null
                then {{ plus_days(reporting_date('anchored.settled_at'), 1) }}
            else {{ plus_days(reporting_date('anchored.anchored_at'), 1) }}
        end as final_on,
        anchored.opened_at,
        anchored.solved_at

    from anchored

    inner join dimensions
        on anchored.ticket_id = dimensions.ticket_id
        and anchored.anchored_at >= dimensions.in_force_from
        and anchored.anchored_at < dimensions.in_force_to

)

select * from weighed
