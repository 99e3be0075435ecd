{#- What people ask for, and the stretches that add up to it. -#}
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
{#- What never came has no length; a status that never was has length 0, if there is a history. -#}
{%- set up_to_an_event = ['first_reply', 'first_resolution', 'full_resolution'] -%}
with

measures as (

    select * from {{ ref('int_tickets_measured') }}

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
        ticket_id,
        {%- for name, stretch_names in durations.items() %}
        {%- set part = "case when stretch in ('" ~ stretch_names | join("', '") ~ "') then " %}
        sum({{ part }}calendar_seconds end) as {{ name }}_calendar,

        -- one part without a known schedule leaves the whole unknown
        case
            when count({{ part }}1 end) = count({{ part }}business_seconds end)
                then sum({{ part }}business_seconds end)
        end as {{ name }}_business,
        {%- endfor %}
        count(*) as stretch_count

    from stretches

    group by 1

),

measured as (

    select
        measures.ticket_id,
        {%- for name in durations %}
        {%- set no_time = 'case when measures.has_events then 0 end' %}
        {%- set nothing = 'null' if name in up_to_an_event else no_time %}
        cast(coalesce(pivoted.{{ name }}_calendar, {{ nothing }}) as decimal(18, 3))
            as {{ name }}_seconds,
        cast(case
            when pivoted.{{ name }}_calendar is not null then pivoted.{{ name }}_business
            when schedules.schedule_number is not null then {{ nothing }}
        end as decimal(18, 3)) as {{ name }}_business_seconds,
        {%- endfor %}
        schedules.schedule_number is not null as has_schedule

    from measures

    left join pivoted
        on measures.ticket_id = pivoted.ticket_id

    left join schedules
        on measures.ticket_id = schedules.ticket_id

)

select * from measured
