with

tickets as (

    select * from {{ ref('int_tickets_unioned') }}

    where opened_at <= {{ as_of_at() }}

),

ticket_schedules as (

    select * from {{ ref('int_ticket_schedules_unioned') }}

    where applied_at <= {{ as_of_at() }}

),

sequenced as (

    select
        ticket_schedules.ticket_id,
        ticket_schedules.schedule_id,

        row_number() over (
            partition by ticket_schedules.ticket_id
            order by ticket_schedules.applied_at
        ) = 1 as is_first,

        ticket_schedules.applied_at as in_force_from,

        coalesce(lead(ticket_schedules.applied_at) over (
            partition by ticket_schedules.ticket_id
            order by ticket_schedules.applied_at
        ), cast('9999-12-31' as timestamp)) as in_force_to

    from ticket_schedules

    inner join tickets
        on ticket_schedules.ticket_id = tickets.ticket_id

)

select * from sequenced
