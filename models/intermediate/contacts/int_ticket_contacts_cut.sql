-- A ticket, cut into the times its customer came: when it was opened, and when they reopened it.
with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

measures as (

    select * from {{ ref('int_tickets_measured') }}

),

cycles as (

    select * from {{ ref('int_ticket_cycles_cut') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

opening_calls as (

    select * from {{ ref('int_opening_calls_found') }}

),

started as (

    select
        *,

        -- a reopening by anyone but the customer continues the contact that is running
        cycle_number = 1 or started_by_actor_type = 'customer' as is_start

    from cycles

),

numbered as (

    select
        *,

        count(case when is_start then 1 end) over (
            partition by ticket_id
            order by cycle_number
            rows between unbounded preceding and current row
        ) as contact_number

    from started

),

cut as (

    select
        ticket_id,
        contact_number,
        max(case when is_start then started_at end) as contacted_at,
        min(solved_at) as first_solved_at,

        case
            when count(solved_at) = count(*) then max(solved_at)
        end as ended_at

    from numbered

    group by 1, 2

),

begun as (

    select
        cut.ticket_id,
        cut.contact_number,
        case when cut.contact_number = 1 then opening_calls.call_id end as call_id,
        case when cut.contact_number = 1 then opening_calls.channel end as call_channel,
        case when cut.contact_number = 1 then opening_calls.team_id end as call_team_id,
        opening_calls.customer_id as caller_customer_id,
        opening_calls.customer_segment as caller_customer_segment,
        coalesce(opening_calls.is_outbound, false) as is_outbound,

        -- one call about two things is one contact
        cut.contact_number = 1 and not coalesce(opening_calls.is_first_ticket, true)
            as is_same_call,

        case
            when cut.contact_number = 1 then coalesce(opening_calls.started_at, cut.contacted_at)
            else cut.contacted_at
        end as contacted_at,
        cut.first_solved_at,
        cut.ended_at

    from cut

    left join opening_calls
        on cut.ticket_id = opening_calls.ticket_id

),

described as (

    select
        case
            when begun.contact_number = 1 then begun.ticket_id
            else begun.ticket_id || ':reopen:' || cast(begun.contact_number as {{ dbt.type_string() }})
        end as contact_id,
        case when begun.contact_number = 1 then 'ticket' else 'reopen' end as contact_kind,
        begun.ticket_id,
        begun.call_id,
        coalesce(tickets.customer_id, begun.caller_customer_id) as customer_id,
        coalesce(begun.call_channel, tickets.channel) as channel,
        coalesce(nullif(dimensions.team_id, 'unknown'), begun.call_team_id, 'unknown') as team_id,
        dimensions.priority,
        case
            when tickets.customer_id is null then coalesce(begun.caller_customer_segment, 'unknown')
            else dimensions.customer_segment
        end as customer_segment,
        tickets.topic,
        coalesce(
            tickets.exclusion_reason, case when begun.is_same_call then 'same_call' end
        ) as exclusion_reason,
        measures.first_cycle_reply_count,
        tickets.is_outbound or begun.is_outbound as is_outbound,
        measures.has_events,

        -- a counter without a date: somebody came back, nobody knows when
        not measures.has_events and measures.reopen_count > 0 as has_undated_reopen,

        begun.contacted_at,
        measures.first_reopened_at,
        begun.first_solved_at,
        begun.ended_at

    from begun

    inner join tickets
        on begun.ticket_id = tickets.ticket_id

    inner join measures
        on begun.ticket_id = measures.ticket_id

    inner join dimensions
        on begun.ticket_id = dimensions.ticket_id
        and begun.contacted_at >= dimensions.in_force_from
        and begun.contacted_at < dimensions.in_force_to

)

select * from described
