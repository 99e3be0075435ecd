{%- set attributes = {
    'team': 'team_assigned', 'agent': 'agent_assigned', 'priority': 'priority_changed'
} -%}
with

steps as (

    select * from {{ ref('int_ticket_attributes_stepped') }}

    -- of several changes in one instant only the last was ever in force
    where in_force_from < in_force_to

),

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

-- null where the attribute did not change; a step to no value has a mark
points as (

    select
        ticket_id,
        {%- for name, attribute in attributes.items() %}
        max(case when attribute = '{{ attribute }}' then coalesce(given_value, chr(30)) end)
            as {{ name }}_step,
        {%- endfor %}
        in_force_from

    from steps

    group by ticket_id, in_force_from

),

-- all in one order: joins of the spans of each attribute would cost twice as much
known as (

    select
        ticket_id,
        in_force_from,
        {%- for name in attributes %}

        {{ known_value(name ~ '_step', 'ticket_id', 'in_force_from') | indent(8) }}
            as {{ name }}_step,

        {{ known_value(
            'nullif(' ~ name ~ '_step, chr(30))', 'ticket_id', 'in_force_from', next=true
        ) | indent(8) }} as next_{{ name }},
        {%- endfor %}

        coalesce(lead(in_force_from) over (
            partition by ticket_id
            order by in_force_from
        ), cast('9999-12-31' as timestamp)) as in_force_to

    from points

),

-- a step without a value has that of the next step with one
spanned as (

    select
        known.ticket_id,
        tickets.channel,
        coalesce(nullif(known.team_step, chr(30)), known.next_team, 'unknown') as team_id,
        coalesce(nullif(known.agent_step, chr(30)), known.next_agent) as agent_id,
        coalesce(nullif(known.priority_step, chr(30)), known.next_priority, 'unknown') as priority,
        tickets.customer_segment,
        known.in_force_from,
        known.in_force_to

    from known

    inner join tickets
        on known.ticket_id = tickets.ticket_id

    where
        known.team_step is not null
        and known.agent_step is not null
        and known.priority_step is not null

)

select * from spanned
