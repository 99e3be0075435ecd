with

tickets as (

    select * from {{ ref('int_tickets_unioned') }}

    where opened_at <= {{ as_of_at() }}

),

applied as (

    select * from {{ ref('int_ticket_schedules_sequenced') }}

),

defaults as (

    select * from {{ ref('int_default_schedules_spanned') }}

),

schedules as (

    select * from {{ ref('int_business_schedules_zoned') }}

),

numbered as (

    select
        schedule_id,
        schedule_number

    from schedules

    group by 1, 2

),

started as (

    select
        tickets.ticket_id,
        tickets.vendor,
        tickets.instance,
        applied.schedule_id as first_schedule_id,
        coalesce(applied.in_force_from, cast('9999-12-31' as timestamp)) as first_applied_at

    from tickets

    left join applied
        on tickets.ticket_id = applied.ticket_id
        and applied.is_first

),

united as (

    select
        ticket_id,
        schedule_id,
        in_force_from,
        in_force_to

    from applied

    union all

    -- until then the default, and without one the first that was put on the ticket
    select
        started.ticket_id,
        coalesce(defaults.schedule_id, started.first_schedule_id) as schedule_id,
        coalesce(defaults.in_force_from, cast('1900-01-01' as timestamp)) as in_force_from,
        case
            when defaults.in_force_to < started.first_applied_at then defaults.in_force_to
            else started.first_applied_at
        end as in_force_to

    from started

    left join defaults
        on started.vendor = defaults.vendor
        and started.instance = defaults.instance
        and started.first_applied_at > defaults.in_force_from

),

spanned as (

    select
        united.ticket_id,
        united.schedule_id,
        numbered.schedule_number,
        united.in_force_from,
        united.in_force_to

    from united

    left join numbered
        on united.schedule_id = numbered.schedule_id

)

select * from spanned
