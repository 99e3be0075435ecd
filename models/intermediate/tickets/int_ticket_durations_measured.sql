{#- What people call a stretch, and which stretches add up to it. -#}
{%- set durations = {
    'first_reply': ['first_reply'],
    'first_resolution': ['first_resolution'],
    'full_resolution': ['full_resolution'],
    'new_status': ['status_new'],
    'open_status': ['status_open'],
    'agent_wait': ['status_waiting_on_customer'],
    'on_hold': ['status_on_hold'],
    'agent_work': ['status_new', 'status_open'],
    'requester_wait': ['status_new', 'status_open', 'status_on_hold'],
    'unsolved': ['status_new', 'status_open', 'status_on_hold', 'status_waiting_on_customer'],
    'unassigned': ['unassigned'],
} -%}
with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

stretches as (

    select * from {{ ref('int_ticket_stretches_timed') }}

),

schedules as (

    select * from {{ ref('int_ticket_schedules_spanned') }}

    where in_force_from <= {{ as_of_at() }} and in_force_to > {{ as_of_at() }}

),

pivoted as (

    select
        ticket_id
        {%- for name, parts in durations.items() %},
        sum(case when stretch in ('{{ parts | join("', '") }}') then calendar_seconds end)
            as {{ name }}_seconds,
        case
            when max(case when stretch in ('{{ parts | join("', '") }}') and business_seconds is null then 1 end) is null
                then sum(case when stretch in ('{{ parts | join("', '") }}') then business_seconds end)
        end as {{ name }}_business_seconds
        {%- endfor %}

    from stretches

    group by 1

),

measured as (

    select
        tickets.ticket_id,

        -- a reply or a solve that never came has no length; a status that never was has length 0
        {%- for name in durations %}
        {%- set is_event = name in ('first_reply', 'first_resolution', 'full_resolution') %}
        {%- for unit in ['seconds', 'business_seconds'] %}
        cast(
            {%- if is_event %}pivoted.{{ name }}_{{ unit }}
            {%- elif unit == 'seconds' %}coalesce(pivoted.{{ name }}_{{ unit }}, 0)
            {%- else %}
            case when coalesce(pivoted.{{ name }}_seconds, 0) = 0 and schedules.schedule_number is not null
                then 0 else pivoted.{{ name }}_{{ unit }} end
            {%- endif %} as decimal(18, 3)
        ) as {{ name }}_{{ unit }},
        {%- endfor %}
        {%- endfor %}
        schedules.schedule_number is not null as has_schedule

    from tickets

    left join pivoted
        on tickets.ticket_id = pivoted.ticket_id

    left join schedules
        on tickets.ticket_id = schedules.ticket_id

)

select * from measured
