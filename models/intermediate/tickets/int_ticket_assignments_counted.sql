with

steps as (

    select * from {{ ref('int_ticket_attributes_stepped') }}

    where given_value is not null

),

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

agents as (

    select
        steps.ticket_id,
        steps.given_value as agent_id,
        steps.event_number,

        -- step 0 is what the ticket was opened with
        case
            when steps.event_number = 0 then tickets.opened_at
            else steps.in_force_from
        end as assigned_at,

        row_number() over (
            partition by steps.ticket_id
            order by steps.event_number
        ) as station_number

    from steps

    inner join tickets
        on steps.ticket_id = tickets.ticket_id

    where steps.attribute = 'agent_assigned'

),

agent_stations as (

    select
        ticket_id,
        cast(count(*) as integer) as agent_station_count,
        cast(count(distinct agent_id) as integer) as agent_count,
        max(case when station_number = 1 then agent_id end) as first_agent_id,
        min(assigned_at) as first_assigned_at,
        max(assigned_at) as last_assigned_at

    from agents

    group by 1

),

team_stations as (

    select
        ticket_id,
        cast(count(*) as integer) as team_station_count

    from steps

    where attribute = 'team_assigned'

    group by 1

),

counted as (

    select
        tickets.ticket_id,
        coalesce(agent_stations.agent_station_count, 0) as agent_station_count,
        coalesce(agent_stations.agent_count, 0) as agent_count,
        coalesce(team_stations.team_station_count, 0) as team_station_count,
        agent_stations.first_agent_id,
        agent_stations.first_assigned_at,
        agent_stations.last_assigned_at

    from tickets

    left join agent_stations
        on tickets.ticket_id = agent_stations.ticket_id

    left join team_stations
        on tickets.ticket_id = team_stations.ticket_id

)

select * from counted
