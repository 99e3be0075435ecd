{#- A view: a table would hold every ticket three times. -#}
{{ config(materialized='view') }}

with

tickets as (

    select * from {{ ref('fct_tickets') }}

),

cycles as (

    select * from {{ ref('int_ticket_cycles_cut') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

events as (

    select
        ticket_id,
        'created' as variant_id,
        cycle_number,
        started_at as happened_at
    from cycles

    where cycle_number = 1

    union all

    select
        ticket_id,
        'reopened' as variant_id,
        cycle_number,
        started_at as happened_at
    from cycles

    where cycle_number > 1

    union all

    select
        ticket_id,
        'solved' as variant_id,
        cycle_number,
        solved_at as happened_at
    from cycles

    where solved_at is not null

    union all

    select
        ticket_id,
        'first_solved' as variant_id,
        cycle_number,
        solved_at as happened_at
    from cycles

    where solved_at is not null and cycle_number = 1

),

judged as (

    select
        events.*,
        dimensions.channel,
        dimensions.team_id,
        dimensions.priority,
        dimensions.customer_segment,
        coalesce(tickets.exclusion_reason, case when tickets.is_outbound then 'outbound' end)
            as exclusion_reason,
        {{ reporting_date('events.happened_at') }} as metric_date

    from events

    inner join tickets
        on events.ticket_id = tickets.ticket_id

    inner join dimensions
        on events.ticket_id = dimensions.ticket_id
        and events.happened_at >= dimensions.in_force_from
        and events.happened_at < dimensions.in_force_to

),

weighed as (

    select
        ticket_id,
        variant_id,
        cycle_number,
        channel,
        team_id,
        priority,
        customer_segment,
        exclusion_reason,
        cast(case when exclusion_reason is null then 1 else 0 end as decimal(18, 3)) as numerator,
        cast(null as decimal(18, 3)) as denominator,
        cast(case when exclusion_reason is null then 1 else 0 end as decimal(38, 6))
            as sum_of_squares,
        0 as pending_count,
        metric_date,
        {{ plus_days('metric_date', 1) }} as final_on,
        happened_at

    from judged

)

select * from weighed
