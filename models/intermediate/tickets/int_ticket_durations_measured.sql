with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

measures as (

    select * from {{ ref('int_tickets_measured') }}

),

measured as (

    select
        tickets.ticket_id,
        {{ seconds_between('tickets.opened_at', 'measures.first_replied_at') }}
            as first_reply_seconds,
        {{ seconds_between('tickets.opened_at', 'measures.first_solved_at') }}
            as first_resolution_seconds,
        {{ seconds_between('tickets.opened_at', 'measures.last_solved_at') }}
            as full_resolution_seconds,

        -- business time has one door, this model; without calendars no ticket has a schedule
        cast(null as decimal(18, 3)) as first_reply_business_seconds,
        cast(null as decimal(18, 3)) as first_resolution_business_seconds,
        cast(null as decimal(18, 3)) as full_resolution_business_seconds,
        false as has_schedule

    from tickets

    inner join measures
        on tickets.ticket_id = measures.ticket_id

)

select * from measured
