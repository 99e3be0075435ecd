{%- set in_order = 'over (order by ticket_id, sla_metric, applied_at, sla_target_id)' -%}

-- Each promise with a duration, on each stretch of time that it was in force for.
with

targets as (

    select * from {{ ref('int_sla_targets_unioned') }}

    where tier = 'computed' and applied_at <= {{ as_of_at() }}

),

clocks as (

    select * from {{ ref('int_ticket_clocks_started') }}

),

numbered as (

    select
        *,

        -- a short name for what has many runs
        row_number() {{ in_order }} as target_number,

        coalesce(
            ticket_id = lag(ticket_id) {{ in_order }}
            and sla_metric = lag(sla_metric) {{ in_order }}, false
        ) as comes_later

    from targets

),

in_force as (

    select
        *,

        -- the first promise on a ticket holds from its opening, whenever a rule made it
        case when comes_later then applied_at else cast('1900-01-01' as timestamp) end
            as in_force_from,
        coalesce(superseded_at, cast('9999-12-31' as timestamp)) as in_force_to

    from numbered

),

clocked as (

    select
        in_force.sla_target_id,
        in_force.ticket_id,
        in_force.sla_metric,
        in_force.target_number,
        cast(coalesce(clocks.cycle_number, 0) as integer) as cycle_number,
        in_force.target_seconds,
        coalesce(in_force.is_business_time, false) as is_business_time,
        in_force.applied_at,
        in_force.in_force_from,
        in_force.in_force_to,
        clocks.started_at,
        clocks.ended_at,
        coalesce(clocks.ended_at, {{ as_of_at() }}) as stopped_at,
        clocks.ended_by

    from in_force

    left join clocks
        on in_force.ticket_id = clocks.ticket_id
        and in_force.sla_metric = clocks.sla_metric
        and in_force.in_force_to > clocks.started_at
        and (clocks.ended_at is null or in_force.in_force_from <= clocks.ended_at)

)

select * from clocked
