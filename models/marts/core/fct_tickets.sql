with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

measures as (

    select * from {{ ref('int_tickets_measured') }}

),

durations as (

    select * from {{ ref('int_ticket_durations_measured') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

joined as (

    select
        tickets.ticket_id,
        tickets.ticket_number,
        tickets.requester_id,
        tickets.customer_id,
        tickets.organization_id,
        dimensions.team_id,
        dimensions.agent_id,
        tickets.merged_into_ticket_id,
        tickets.channel,
        measures.ticket_status,
        dimensions.priority,
        tickets.customer_segment,
        tickets.ticket_type,
        tickets.topic,
        tickets.opened_by_actor_type,
        tickets.exclusion_reason,
        measures.public_reply_count,
        measures.first_cycle_reply_count,
        measures.reopen_count,
        measures.reassignment_count,
        durations.first_reply_seconds,
        durations.first_resolution_seconds,
        durations.full_resolution_seconds,
        durations.first_reply_business_seconds,
        durations.first_resolution_business_seconds,
        durations.full_resolution_business_seconds,
        durations.has_schedule,
        measures.has_events,
        measures.is_solved,
        tickets.is_outbound,
        tickets.opened_at,
        measures.first_replied_at,
        measures.first_solved_at,
        measures.last_solved_at,
        measures.first_reopened_at,
        measures.closed_at

    from tickets

    inner join measures
        on tickets.ticket_id = measures.ticket_id

    inner join durations
        on tickets.ticket_id = durations.ticket_id

    inner join dimensions
        on tickets.ticket_id = dimensions.ticket_id
        and {{ as_of_at() }} >= dimensions.in_force_from
        and {{ as_of_at() }} < dimensions.in_force_to

)

select * from joined
