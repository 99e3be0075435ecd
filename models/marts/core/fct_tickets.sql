{%- set durations = [
    'first_reply', 'first_resolution', 'full_resolution', 'new_status', 'open_status', 'agent_wait',
    'on_hold', 'agent_work', 'requester_wait', 'unsolved', 'unassigned',
] -%}
with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

measures as (

    select * from {{ ref('int_tickets_measured') }}

),

durations as (

    select * from {{ ref('int_ticket_durations_measured') }}

),

comments as (

    select * from {{ ref('int_ticket_comments_counted') }}

),

assignments as (

    select * from {{ ref('int_ticket_assignments_counted') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

joined as (

    select
        tickets.ticket_id,
        tickets.ticket_number,
        tickets.requester_id,
        tickets.customer_id,
        tickets.organization_id,
        dimensions.team_id,
        dimensions.agent_id,
        tickets.merged_into_ticket_id,
        tickets.channel,
        measures.ticket_status,
        dimensions.priority,
        tickets.customer_segment,
        tickets.ticket_type,
        tickets.topic,
        tickets.opened_by_actor_type,
        tickets.exclusion_reason,
        measures.public_reply_count,
        measures.first_cycle_reply_count,
        measures.reopen_count,
        measures.reassignment_count,
        {%- for counted in ['comment', 'private_note', 'customer_reply', 'commenting_agent'] %}
        case when measures.has_events then coalesce(comments.{{ counted }}_count, 0) end as {{ counted }}_count,
        {%- endfor %}
        coalesce(assignments.agent_count, 0) as agent_count,
        coalesce(assignments.agent_station_count, 0) as agent_station_count,
        coalesce(assignments.team_station_count, 0) as team_station_count,
        assignments.first_agent_id,
        {%- for duration in durations %}
        durations.{{ duration }}_seconds,
        durations.{{ duration }}_business_seconds,
        {%- endfor %}
        comments.reply_wait_seconds,
        {{ seconds_between('assignments.first_assigned_at', 'measures.last_solved_at') }}
            as first_assignment_to_solve_seconds,
        {{ seconds_between('assignments.last_assigned_at', 'measures.last_solved_at') }}
            as last_assignment_to_solve_seconds,
        measures.is_solved and measures.public_reply_count = 1 as is_one_touch,
        measures.is_solved and measures.public_reply_count = 2 as is_two_touch,
        measures.is_solved and measures.public_reply_count >= 2 as is_multi_touch,
        durations.has_schedule,
        measures.has_events,
        measures.is_solved,
        tickets.is_outbound,
        tickets.opened_at,
        measures.first_replied_at,
        measures.first_solved_at,
        measures.last_solved_at,
        measures.first_reopened_at,
        measures.closed_at,
        assignments.first_assigned_at,
        assignments.last_assigned_at,
        comments.last_commented_at

    from tickets

    inner join measures
        on tickets.ticket_id = measures.ticket_id

    inner join durations
        on tickets.ticket_id = durations.ticket_id

    left join comments
        on tickets.ticket_id = comments.ticket_id

    left join assignments
        on tickets.ticket_id = assignments.ticket_id

    inner join dimensions
        on tickets.ticket_id = dimensions.ticket_id
        and {{ as_of_at() }} >= dimensions.in_force_from
        and {{ as_of_at() }} < dimensions.in_force_to

)

select * from joined
