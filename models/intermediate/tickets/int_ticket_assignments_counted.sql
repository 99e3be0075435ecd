with

steps as (

    select * from {{ ref('int_ticket_attributes_stepped') }}

    where given_value is not null

),

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

counted as (

    select
        steps.ticket_id,
        cast(count(case when attribute = 'agent_assigned' then 1 end) as integer) as agent_station_count,
        cast(count(distinct case when attribute = 'agent_assigned' then given_value end) as integer)
            as agent_count,
        cast(count(case when attribute = 'team_assigned' then 1 end) as integer) as team_station_count,

        -- event 0 is what the ticket was opened with
        min(case when attribute = 'agent_assigned' then event_number end) as first_assignment_number,
        max(case when attribute = 'agent_assigned' then event_number end) as last_assignment_number

    from steps

    group by 1

),

dated as (

    select
        counted.ticket_id,
        counted.agent_station_count,
        counted.agent_count,
        counted.team_station_count,
        firsts.given_value as first_agent_id,
        case when firsts.event_number = 0 then tickets.opened_at else firsts.in_force_from end
            as first_assigned_at,
        case when lasts.event_number = 0 then tickets.opened_at else lasts.in_force_from end
            as last_assigned_at

    from counted

    inner join tickets
        on counted.ticket_id = tickets.ticket_id

    left join steps as firsts
        on counted.ticket_id = firsts.ticket_id
        and firsts.attribute = 'agent_assigned'
        and counted.first_assignment_number = firsts.event_number

    left join steps as lasts
        on counted.ticket_id = lasts.ticket_id
        and lasts.attribute = 'agent_assigned'
        and counted.last_assignment_number = lasts.event_number

)

select * from dated
