-- What: the created variant of ticket_volume lists every ticket of fct_tickets exactly once.
-- Why: a ticket that a join loses, or doubles, makes every number after it wrong.
-- How to fix: look for the ticket in int_ticket_cycles_cut and int_ticket_dimensions_spanned;
-- one of them has no row for it, or two that overlap.
with

tickets as (

    select * from {{ ref('fct_tickets') }}

),

events as (

    select * from {{ ref('fct_ticket_volume_events') }}

    where variant_id = 'created'

),

counted as (

    select
        ticket_id,
        count(*) as event_count

    from events

    group by 1

)

select
    tickets.ticket_id,
    counted.event_count

from tickets

left join counted
    on tickets.ticket_id = counted.ticket_id

where counted.event_count is distinct from 1
