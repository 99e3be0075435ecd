-- Every time a customer came to us: by opening a ticket, by reopening one, by calling.
with

tickets as (

    select * from {{ ref('int_ticket_contacts_described') }}

),

calls as (

    select * from {{ ref('int_call_contacts_described') }}

),

unioned as (

    select
        contact_id,
        contact_kind,
        ticket_id,
        call_id,
        customer_id,
        identity_id,
        channel,
        team_id,
        priority,
        customer_segment,
        topic,
        exclusion_reason,
        first_cycle_reply_count,
        is_outbound,
        false as is_unserved,
        has_events,
        has_undated_reopen,
        contacted_at,
        first_reopened_at,
        first_solved_at,
        ended_at

    from tickets

    union all

    select
        contact_id,
        contact_kind,
        ticket_id,
        call_id,
        customer_id,
        identity_id,
        channel,
        team_id,
        priority,
        customer_segment,
        topic,
        exclusion_reason,
        cast(null as integer) as first_cycle_reply_count,
        false as is_outbound,
        is_unserved,
        false as has_events,
        false as has_undated_reopen,
        contacted_at,
        cast(null as timestamp) as first_reopened_at,
        cast(null as timestamp) as first_solved_at,
        ended_at

    from calls

)

select * from unioned
