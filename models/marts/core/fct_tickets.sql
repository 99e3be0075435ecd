{%- set counts = ['comment', 'private_note', 'agent_comment', 'customer_reply', 'commenting_agent',
    'agent', 'agent_station', 'team_station', 'deletion', 'recovery', 'customer_update'] -%}
{%- set durations = ['first_reply', 'first_resolution', 'full_resolution', 'new_status',
    'open_status', 'agent_wait', 'on_hold', 'agent_work', 'requester_wait', 'unsolved',
    'unassigned'] -%}
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

counts as (

    select * from {{ ref('int_ticket_counts_joined') }}

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
        coalesce(counts.reassignment_count, tickets.reassignment_count) as reassignment_count,
        {%- for counted in counts %}
        counts.{{ counted }}_count,
        {%- endfor %}
        counts.first_agent_id,
        {%- for duration in durations %}
        durations.{{ duration }}_seconds,
        durations.{{ duration }}_business_seconds,
        {%- endfor %}
        counts.reply_wait_seconds,
        {%- for assigned_at in ['first_assigned_at', 'last_assigned_at'] %}
        case
            when counts.{{ assigned_at }} <= measures.last_solved_at
                then {{ seconds_between('counts.' ~ assigned_at, 'measures.last_solved_at') }}
        end as {{ assigned_at | replace('assigned_at', 'assignment_to_solve_seconds') }},
        {%- endfor %}
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
        counts.first_assigned_at,
        counts.last_assigned_at,
        counts.last_commented_at,
        counts.last_status_changed_at

    from tickets

    inner join measures
        on tickets.ticket_id = measures.ticket_id

    inner join durations
        on tickets.ticket_id = durations.ticket_id

    -- without a history there is nothing to count
    left join counts
        on tickets.ticket_id = counts.ticket_id

    inner join dimensions
        on tickets.ticket_id = dimensions.ticket_id
        and {{ as_of_at() }} >= dimensions.in_force_from
        and {{ as_of_at() }} < dimensions.in_force_to

)

select * from joined
