-- A ticket, cut into the times its customer came: when it was opened, and when they reopened it.
with

cycles as (

    select * from {{ ref('int_ticket_cycles_cut') }}

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
        cut.contact_number = 1 and coalesce(opening_calls.is_first_ticket, false) as is_from_call,

        -- one call about two things is one contact
        cut.contact_number = 1 and not coalesce(opening_calls.is_first_ticket, true)
            as is_same_call,

        -- the customer was on the phone before the ticket was opened
        case
            when cut.contact_number = 1 and opening_calls.is_first_ticket
                then opening_calls.started_at
            else cut.contacted_at
        end as contacted_at,

        cut.first_solved_at,
        cut.ended_at

    from cut

    left join opening_calls
        on cut.ticket_id = opening_calls.ticket_id

)

select * from begun
