with

tickets as (

    select * from {{ ref('int_tickets_unioned') }}

    where opened_at <= {{ as_of_at() }}

),

customers as (

    select * from {{ ref('int_customers_identified') }}

),

opening_calls as (

    select * from {{ ref('int_ticket_calls_matched') }}

),

deletions as (

    select * from {{ ref('int_ticket_deletions_found') }}

),

scoped as (

    select
        tickets.*,
        customers.customer_id,
        customers.identity_id,
        coalesce(customers.customer_segment, 'unknown') as customer_segment,

        case
            when tickets.is_spam then 'spam'
            when
                tickets.is_deleted
                or tickets.ticket_status = 'deleted'
                or deletions.ticket_id is not null
                then 'deleted'
            when tickets.is_test then 'test'
            when tickets.merged_into_ticket_id is not null then 'merged'
        end as exclusion_reason,

        -- an agent who opens a ticket writes first, unless the customer was on the phone
        coalesce(
            opening_calls.direction in ('outbound', 'internal'),
            tickets.opened_by_actor_type = 'agent'
            and tickets.channel <> 'phone'
            and tickets.opened_from_call_id is null
        ) as is_outbound

    from tickets

    left join customers
        on tickets.requester_id = customers.person_id

    left join opening_calls
        on tickets.ticket_id = opening_calls.ticket_id

    left join deletions
        on tickets.ticket_id = deletions.ticket_id

)

select * from scoped
