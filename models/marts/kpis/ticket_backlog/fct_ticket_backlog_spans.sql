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

opened as (

    select
        ticket_id,
        cycle_number,
        started_at,
        coalesce(solved_at, cast('9999-12-31' as timestamp)) as stopped_at

    from cycles

),

overlapped as (

    select
        opened.ticket_id,
        opened.cycle_number,
        dimensions.channel,
        dimensions.team_id,
        dimensions.agent_id,
        dimensions.priority,
        dimensions.customer_segment,
        greatest(opened.started_at, dimensions.in_force_from) as in_force_from,
        least(opened.stopped_at, dimensions.in_force_to) as in_force_to

    from opened

    inner join dimensions
        on opened.ticket_id = dimensions.ticket_id
        and opened.started_at < dimensions.in_force_to
        and opened.stopped_at > dimensions.in_force_from

    -- a ticket solved in the instant of its opening was never open
    where opened.started_at < opened.stopped_at

),

weighed as (

    select
        overlapped.ticket_id,
        'open' as variant_id,
        overlapped.cycle_number,
        overlapped.channel,
        overlapped.team_id,
        overlapped.agent_id,
        overlapped.priority,
        overlapped.customer_segment,
        tickets.exclusion_reason,
        cast(case when tickets.exclusion_reason is null then 1 else 0 end as decimal(18, 3))
            as numerator,
        cast(null as decimal(18, 3)) as denominator,
        cast(case when tickets.exclusion_reason is null then 1 else 0 end as decimal(38, 6))
            as sum_of_squares,
        0 as pending_count,
        {{ reporting_date('overlapped.in_force_from') }} as starts_on,

        -- open at the end of a day, so not on the day in which the span ends
        case
            when overlapped.in_force_to <= {{ as_of_at() }}
                then {{ plus_days(reporting_date('overlapped.in_force_to'), -1) }}
        end as ends_on,
        overlapped.in_force_from,
        overlapped.in_force_to

    from overlapped

    inner join tickets
        on overlapped.ticket_id = tickets.ticket_id

)

select * from weighed
