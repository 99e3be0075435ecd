-- What: few events are of tickets that nobody delivered.
-- Why: what they tell happens to no ticket, so that this looks unanswered and open.
-- How to fix: deliver both from the same day on, and spell ids alike: 6.0 is not 6.
{{ config(severity='warn') }}
-- 2026-11-29, service-analytics: a warning, for tickets may be extracted later than their events
with

tickets as (

    select * from {{ ref('int_tickets_unioned') }}

),

events as (

    select * from {{ ref('int_ticket_events_unioned') }}

),

counted as (

    select
        count(*) as event_count,
        sum(case when tickets.ticket_id is null then 1 else 0 end) as orphan_count

    from events

    left join tickets
        on events.ticket_id = tickets.ticket_id

)

select *

from counted

where orphan_count > {{ var('rejected_share_allowed') }} * event_count
