{#- A view: a table would hold every ticket twice. -#}
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

    where kpi_id = 'first_response_time'

),

clocked as (

    select
        tickets.*,
        variants.variant_id,
        variants.variant_id = 'business' and not tickets.has_schedule as lacks_schedule,
        case
            when variants.variant_id = 'business' then tickets.first_reply_business_seconds
            else tickets.first_reply_seconds
        end as duration_seconds

    from tickets

    cross join variants

),

judged as (

    select
        *,
        case
            when exclusion_reason is not null then exclusion_reason
            when is_outbound then 'outbound'
            when first_replied_at < opened_at then 'before_opening'
            when first_replied_at is null and is_solved then 'solved_without_reply'

            -- 0 business seconds are a measurement, null is none
            when lacks_schedule or (first_replied_at is not null and duration_seconds is null)
                then 'no_schedule'
        end as reason

    from clocked

),

anchored as (

    select
        *,
        case
            when reason is not null then opened_at
            else coalesce(first_replied_at, {{ as_of_at() }})
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
        anchored.duration_seconds,
        {{ mean_weights(
            'anchored.reason is null and anchored.first_replied_at is not null',
            'anchored.duration_seconds',
            'anchored.reason is null and anchored.first_replied_at is null'
        ) | indent(8) }},
        {{ reporting_date('anchored.anchored_at') }} as metric_date,
        case
            when anchored.reason is not null or anchored.first_replied_at is not null
                then {{ plus_days(reporting_date('anchored.anchored_at'), 1) }}
        end as final_on,
        anchored.opened_at,
        anchored.first_replied_at

    from anchored

    inner join dimensions
        on anchored.ticket_id = dimensions.ticket_id
        and anchored.anchored_at >= dimensions.in_force_from
        and anchored.anchored_at < dimensions.in_force_to

)

select * from weighed
