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
        tickets.customer_segment,
        bounded.in_force_from,
        bounded.in_force_to,
        coalesce(max(case when attributes.attribute = 'team_assigned' then attributes.attribute_value end), 'unknown')
            as team_id,
        coalesce(max(case when attributes.attribute = 'priority_changed' then attributes.attribute_value end), 'unknown')
            as priority,
        max(case when attributes.attribute = 'agent_assigned' then attributes.attribute_value end) as agent_id

    from bounded

    inner join tickets
        on bounded.ticket_id = tickets.ticket_id

    inner join attributes
        on bounded.ticket_id = attributes.ticket_id
        and bounded.in_force_from >= attributes.in_force_from
        and bounded.in_force_from < attributes.in_force_to

    group by 1, 2, 3, 4, 5

)

select * from spanned
