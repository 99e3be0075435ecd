-- Evidence for decision 6: what reopenings do to resolution time, on the tickets that count.
with

atoms as (

    select * from {{ ref('fct_resolution_time_tickets') }}

    where exclusion_reason is null

),

paired as (

    select
        ticket_id,
        max(case when variant_id = 'first_calendar' then duration_seconds end) as first_seconds,
        max(case when variant_id = 'full_calendar' then duration_seconds end) as full_seconds

    from atoms

    group by 1

)

select
    count(*) as ticket_count,
    count(first_seconds) as ever_solved,
    count(full_seconds) as solved_now,
    sum(case when full_seconds > first_seconds then 1 else 0 end) as took_longer_in_full,
    sum(full_seconds - first_seconds) as seconds_added

from paired
