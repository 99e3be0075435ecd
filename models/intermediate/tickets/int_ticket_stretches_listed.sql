{{ config(materialized='view') }}

-- The stretches of a ticket's life that somebody asks the length of.
with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

measures as (

    select * from {{ ref('int_tickets_measured') }}

),

statuses as (

    select * from {{ ref('int_ticket_statuses_spanned') }}

),

assigned as (

    select * from {{ ref('int_ticket_attributes_stepped') }}

    where attribute = 'agent_assigned'

),

listed as (
    {% for stretch, column in [
        ('first_reply', 'first_replied_at'),
        ('first_resolution', 'first_solved_at'),
        ('full_resolution', 'last_solved_at'),
    ] %}
    select
        tickets.ticket_id,
        '{{ stretch }}' as stretch,
        tickets.opened_at as starts_at,
        measures.{{ column }} as ends_at

    from tickets

    inner join measures
        on tickets.ticket_id = measures.ticket_id

    where measures.{{ column }} >= tickets.opened_at

    union all
    {% endfor %}
    -- two milestones do not tell what lay between them
    select
        statuses.ticket_id,
        'status_' || statuses.ticket_status as stretch,
        statuses.in_force_from as starts_at,
        least(statuses.in_force_to, {{ as_of_at() }}) as ends_at

    from statuses

    inner join measures
        on statuses.ticket_id = measures.ticket_id
        and measures.has_events

    where statuses.ticket_status in ('new', 'open', 'waiting_on_customer', 'on_hold')

    union all

    select
        assigned.ticket_id,
        'unassigned' as stretch,
        greatest(assigned.in_force_from, tickets.opened_at) as starts_at,
        least(assigned.in_force_to, coalesce(measures.closed_at, {{ as_of_at() }})) as ends_at

    from assigned

    inner join tickets
        on assigned.ticket_id = tickets.ticket_id

    inner join measures
        on assigned.ticket_id = measures.ticket_id

    where assigned.given_value is null and measures.has_events

)

select * from listed

where starts_at <= ends_at
