with

edges as (

    select * from {{ ref('int_schedule_edges_summed') }}

),

swept as (

    select
        schedule_number,
        is_midnight,
        cast(edge_at as date) as calendar_date,
        edge_at as opens_at,

        lead(edge_at) over (
            partition by schedule_number
            order by edge_at
        ) as next_edge_at,

        sum(edge_step) over (
            partition by schedule_number
            order by edge_at
            rows between unbounded preceding and current row
        ) > 0 as is_open

    from edges

),

timed as (

    select
        *,
        case when is_open then next_edge_at else opens_at end as closes_at

    from swept

    -- the rest of a day that has closed belongs to the opening before it
    where
        (is_open or is_midnight)
        and calendar_date >= {{ calendar_day(0) }}
        and calendar_date < {{ calendar_day(calendar_days()) }}

),

accumulated as (

    select
        *,
        {{ seconds_between('opens_at', 'closes_at') }} as open_seconds,

        coalesce(sum({{ seconds_between('opens_at', 'closes_at') }}) over (
            partition by schedule_number
            order by opens_at
            rows between unbounded preceding and 1 preceding
        ), 0) as seconds_before,

        coalesce(lead(opens_at) over (
            partition by schedule_number
            order by opens_at
        ), cast({{ plus_days('calendar_date', 1) }} as timestamp)) as ends_at,

        lag(is_open) over (
            partition by schedule_number
            order by opens_at
        ) as is_after_opening

    from timed

)

select
    schedule_number,
    calendar_date,
    open_seconds,
    cast(seconds_before as decimal(18, 3)) as seconds_before,

    -- the closed start of a day is part of its first piece
    case when is_after_opening then opens_at else cast(calendar_date as timestamp) end as starts_at,
    ends_at,
    opens_at,
    closes_at

from accumulated

where is_open or ends_at = cast({{ plus_days('calendar_date', 1) }} as timestamp)
