{{ config(materialized='view') }}

-- The length of each stretch in calendar time, and in the time of all schedules in force meanwhile.
with

stretches as (

    select * from {{ ref('int_ticket_stretches_listed') }}

),

ticket_schedules as (

    select * from {{ ref('int_ticket_schedules_spanned') }}

),

-- read for each end by itself: a CTE of two readers can hang under a LIMIT (decision 18)
pieces_at_start as (

    select * from {{ ref('int_schedule_pieces_accumulated') }}

),

pieces_at_end as (

    select * from {{ ref('int_schedule_pieces_accumulated') }}

),

parts as (

    select
        stretches.ticket_id,
        stretches.stretch,
        stretches.starts_at as stretch_starts_at,
        ticket_schedules.schedule_number,
        greatest(stretches.starts_at, ticket_schedules.in_force_from) as starts_at,
        least(stretches.ends_at, ticket_schedules.in_force_to) as ends_at

    from stretches

    -- the end counts as in force too, so that a stretch of no length has a schedule
    left join ticket_schedules
        on stretches.ticket_id = ticket_schedules.ticket_id
        and stretches.starts_at < ticket_schedules.in_force_to
        and stretches.ends_at >= ticket_schedules.in_force_from

),

measured as (

    select
        parts.ticket_id,
        parts.stretch,
        {{ seconds_between('parts.starts_at', 'parts.ends_at') }} as part_seconds,
        {{ business_seconds_at('piece_at_end', 'parts.ends_at') | indent(8) }}
        - {{ business_seconds_at('piece_at_start', 'parts.starts_at') | indent(8) }}
            as part_business_seconds

    from parts

    left join pieces_at_start as piece_at_start
        on {{ in_business_piece(
            'piece_at_start', 'parts.schedule_number', 'parts.starts_at'
        ) | indent(8) }}

    left join pieces_at_end as piece_at_end
        on {{ in_business_piece(
            'piece_at_end', 'parts.schedule_number', 'parts.ends_at'
        ) | indent(8) }}

),

timed as (

    select
        ticket_id,
        stretch,
        cast(sum(part_seconds) as decimal(18, 3)) as calendar_seconds,

        -- one part without a known schedule leaves the whole unknown
        cast(
            case when count(*) = count(part_business_seconds) then sum(part_business_seconds) end
            as decimal(18, 3)
        ) as business_seconds

    from measured

    group by 1, 2

)

select * from timed
