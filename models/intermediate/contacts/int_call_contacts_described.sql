-- Calls that opened no ticket: each is a contact of its own, or tells why it is none.
with

calls as (

    select * from {{ ref('int_calls_scoped') }}

),

callers as (

    select * from {{ ref('int_callers_identified') }}

),

opening_calls as (

    select * from {{ ref('int_opening_calls_found') }}

    where is_first_ticket

),

tickets as (

    select * from {{ ref('int_ticket_contacts_described') }}

    where contact_kind = 'ticket'

),

tested as (

    select
        *,
        coalesce(exclusion_reason = 'test', false) as is_test

    from calls

),

judged as (

    select
        call_id,
        ticket_id,
        direction,
        channel,
        team_id,
        started_at,
        answered_at,
        ended_at,
        direction in ('inbound', 'callback') and not is_test and outcome <> 'ivr_only' as is_asked,

        case
            when is_test then 'test'
            when direction not in ('inbound', 'callback') then direction
            when outcome <> 'answered' then outcome
        end as exclusion_reason

    from tested

),

described as (

    select
        judged.call_id || ':call' as contact_id,
        'call' as contact_kind,
        tickets.ticket_id,
        judged.call_id,

        -- whoever calls about a ticket speaks for its customer
        coalesce(tickets.customer_id, callers.customer_id) as customer_id,
        coalesce(tickets.identity_id, callers.identity_id) as identity_id,

        judged.channel,
        judged.team_id,
        'not_applicable' as priority,
        case
            when tickets.customer_id is null then callers.customer_segment
            else tickets.customer_segment
        end as customer_segment,
        tickets.topic,
        judged.exclusion_reason,
        judged.is_asked and judged.exclusion_reason is not null as is_unserved,
        judged.started_at as contacted_at,

        -- a call is over, even where nobody wrote down when
        coalesce(judged.ended_at, judged.answered_at, judged.started_at) as ended_at

    from judged

    inner join callers
        on judged.call_id = callers.call_id

    left join opening_calls
        on judged.call_id = opening_calls.call_id

    left join tickets
        on judged.ticket_id = tickets.ticket_id

    where opening_calls.call_id is null

)

select * from described
