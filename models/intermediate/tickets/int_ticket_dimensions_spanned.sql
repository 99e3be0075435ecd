with

attributes as (

    select * from {{ ref('int_ticket_attributes_spanned') }}

),

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

points as (

    select
        ticket_id,
        in_force_from,
        count(case when attribute = 'team_assigned' then 1 end) as team_count,
        count(case when attribute = 'agent_assigned' then 1 end) as agent_count,
        count(case when attribute = 'priority_changed' then 1 end) as priority_count

    from attributes

    group by 1, 2

),

-- which span of each attribute is in force is counted: a range join would multiply them first
bounded as (

    select
        *,
        {%- for attribute in ['team', 'agent', 'priority'] %}

        sum({{ attribute }}_count) over (
            partition by ticket_id
            order by in_force_from
            rows between unbounded preceding and current row
        ) as {{ attribute }}_number,
        {%- endfor %}

        coalesce(lead(in_force_from) over (
            partition by ticket_id
            order by in_force_from
        ), cast('9999-12-31' as timestamp)) as in_force_to

    from points

),

spanned as (

    select
        bounded.ticket_id,
        tickets.channel,
        coalesce(teams.attribute_value, 'unknown') as team_id,
        agents.attribute_value as agent_id,
        coalesce(priorities.attribute_value, 'unknown') as priority,
        tickets.customer_segment,
        bounded.in_force_from,
        bounded.in_force_to

    from bounded

    inner join tickets
        on bounded.ticket_id = tickets.ticket_id
    {% for alias, attribute, number in [
        ('teams', 'team_assigned', 'team_number'),
        ('agents', 'agent_assigned', 'agent_number'),
        ('priorities', 'priority_changed', 'priority_number'),
    ] %}
    inner join attributes as {{ alias }}
        on bounded.ticket_id = {{ alias }}.ticket_id
        and {{ alias }}.attribute = '{{ attribute }}'
        and bounded.{{ number }} = {{ alias }}.span_number
    {% endfor %}
)

select * from spanned
