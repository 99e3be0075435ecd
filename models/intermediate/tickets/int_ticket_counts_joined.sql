{%- set counts = [
    ('comments', 'comment'), ('comments', 'private_note'), ('comments', 'agent_comment'),
    ('comments', 'customer_reply'), ('comments', 'commenting_agent'),
    ('assignments', 'agent'), ('assignments', 'agent_station'), ('assignments', 'team_station'),
    ('assignments', 'reassignment'),
    ('changes', 'deletion'), ('changes', 'recovery'), ('changes', 'customer_update'),
] -%}
with

measures as (

    select * from {{ ref('int_tickets_measured') }}

    where has_events

),

comments as (

    select * from {{ ref('int_ticket_comments_counted') }}

),

waits as (

    select * from {{ ref('int_ticket_reply_waits_added') }}

),

changes as (

    select * from {{ ref('int_ticket_changes_counted') }}

),

assignments as (

    select * from {{ ref('int_ticket_assignments_counted') }}

),

joined as (

    select
        measures.ticket_id,
        {%- for counter, column in counts %}
        coalesce({{ counter }}.{{ column }}_count, 0) as {{ column }}_count,
        {%- endfor %}
        assignments.first_agent_id,
        waits.reply_wait_seconds,
        assignments.first_assigned_at,
        assignments.last_assigned_at,
        comments.last_commented_at,
        changes.last_status_changed_at

    from measures

    left join comments
        on measures.ticket_id = comments.ticket_id

    left join waits
        on measures.ticket_id = waits.ticket_id

    left join changes
        on measures.ticket_id = changes.ticket_id

    left join assignments
        on measures.ticket_id = assignments.ticket_id

)

select * from joined
