-- Every time a customer came to us: by opening a ticket, or by reopening one.
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

unioned as (

    select
        case
            when cut.contact_number = 1 then cut.ticket_id
            else cut.ticket_id || ':reopen:' || cast(cut.contact_number as {{ dbt.type_string() }})
        end as contact_id,
        case when cut.contact_number = 1 then 'ticket' else 'reopen' end as contact_kind,
        cut.ticket_id,
        tickets.customer_id,
        tickets.channel,
        dimensions.team_id,
        dimensions.priority,
        dimensions.customer_segment,
        tickets.topic,
        tickets.exclusion_reason,
        measures.first_cycle_reply_count,
        tickets.is_outbound,
        measures.has_events,

        -- a counter without a date: somebody came back, nobody knows when
        not measures.has_events and measures.reopen_count > 0 as has_undated_reopen,

        cut.contacted_at,
        measures.first_reopened_at,
        cut.first_solved_at,
        cut.ended_at

    from cut

    inner join tickets
        on cut.ticket_id = tickets.ticket_id

    inner join measures
        on cut.ticket_id = measures.ticket_id

    inner join dimensions
        on cut.ticket_id = dimensions.ticket_id
        and cut.contacted_at >= dimensions.in_force_from
        and cut.contacted_at < dimensions.in_force_to

)

select * from unioned
