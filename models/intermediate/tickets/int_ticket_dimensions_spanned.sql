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
        in_force_from

    from attributes

    group by 1, 2

),

bounded as (

    select
        *,

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
    {% for alias, attribute in [
        ('teams', 'team_assigned'), ('agents', 'agent_assigned'), ('priorities', 'priority_changed')
    ] %}
    inner join attributes as {{ alias }}
        on bounded.ticket_id = {{ alias }}.ticket_id
        and {{ alias }}.attribute = '{{ attribute }}'
        and bounded.in_force_from >= {{ alias }}.in_force_from
        and bounded.in_force_from < {{ alias }}.in_force_to
    {% endfor %}
)

select * from spanned
