with

contacts as (

    select * from {{ ref('int_ticket_contacts_cut') }}

),

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

measures as (

    select * from {{ ref('int_tickets_measured') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

opening_calls as (

    select * from {{ ref('int_opening_calls_found') }}

),

described as (

    select
        case
            when contacts.contact_number = 1 then contacts.ticket_id
            else
                contacts.ticket_id || ':reopen:'
                || cast(contacts.contact_number as {{ dbt.type_string() }})
        end as contact_id,
        case when contacts.contact_number = 1 then 'ticket' else 'reopen' end as contact_kind,
        contacts.ticket_id,
        case when contacts.is_from_call then opening_calls.call_id end as call_id,

        -- whoever the ticket is for, else whoever called
        coalesce(tickets.customer_id, opening_calls.customer_id) as customer_id,
        coalesce(tickets.identity_id, opening_calls.identity_id) as identity_id,

        case when contacts.is_from_call then opening_calls.channel else tickets.channel end
            as channel,
        coalesce(
            nullif(dimensions.team_id, 'unknown'),
            case when contacts.is_from_call then opening_calls.team_id end,
            'unknown'
        ) as team_id,
        dimensions.priority,
        case
            when tickets.customer_id is null
                then coalesce(opening_calls.customer_segment, 'unknown')
            else tickets.customer_segment
        end as customer_segment,
        tickets.topic,

        -- merged into the call's first ticket or not, the customer came once
        case
            when contacts.is_same_call and coalesce(tickets.exclusion_reason, 'merged') = 'merged'
                then 'same_call'
            else tickets.exclusion_reason
        end as exclusion_reason,
        measures.first_cycle_reply_count,
        tickets.is_outbound,
        measures.has_events,

        -- a counter without a date: somebody came back, nobody knows when
        not measures.has_events and coalesce(measures.reopen_count, 0) > 0 as has_undated_reopen,

        contacts.contacted_at,
        measures.first_reopened_at,
        contacts.first_solved_at,
        contacts.ended_at

    from contacts

    inner join tickets
        on contacts.ticket_id = tickets.ticket_id

    inner join measures
        on contacts.ticket_id = measures.ticket_id

    inner join dimensions
        on contacts.ticket_id = dimensions.ticket_id
        and contacts.contacted_at >= dimensions.in_force_from
        and contacts.contacted_at < dimensions.in_force_to

    left join opening_calls
        on contacts.ticket_id = opening_calls.ticket_id

)

select * from described
