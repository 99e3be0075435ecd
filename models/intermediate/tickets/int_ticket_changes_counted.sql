-- What else was done to a ticket: thrown away, fetched back, touched by its customer.
with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

events as (

    select * from {{ ref('int_ticket_events_completed') }}

    where not is_synthetic

),

statuses as (

    select
        ticket_id,
        event_at,
        to_value,

        coalesce(from_value, lag(to_value) over (
            partition by ticket_id
            order by event_number
        ), 'new') as status_before

    from events

    where event_type = 'status_changed' and to_value is not null

),

moves as (

    select
        ticket_id,
        event_at,
        case when to_value = 'deleted' then 'deleted' else 'restored' end as move_kind

    from statuses

    where (to_value = 'deleted') <> (status_before = 'deleted')

    union all

    select
        ticket_id,
        event_at,
        event_type as move_kind

    from events

    where event_type in ('deleted', 'restored')

),

-- a vendor may tell of one deletion in two ways
moved as (

    select
        ticket_id,
        cast(count(distinct case when move_kind = 'deleted' then event_at end) as integer)
            as deletion_count,
        cast(count(distinct case when move_kind = 'restored' then event_at end) as integer)
            as recovery_count

    from moves

    group by 1

),

touched as (

    select
        events.ticket_id,
        cast(count(distinct case
            when events.actor_type = 'customer' and events.event_at > tickets.opened_at
                then events.event_at
        end) as integer) as customer_update_count,
        max(case when events.event_type = 'status_changed' then events.event_at end)
            as last_status_changed_at

    from events

    inner join tickets
        on events.ticket_id = tickets.ticket_id

    group by 1

)

select
    touched.ticket_id,
    coalesce(moved.deletion_count, 0) as deletion_count,
    coalesce(moved.recovery_count, 0) as recovery_count,
    touched.customer_update_count,
    touched.last_status_changed_at

from touched

left join moved
    on touched.ticket_id = moved.ticket_id
