with

steps as (

    select * from {{ ref('int_ticket_attributes_stepped') }}

    where attribute in ('agent_assigned', 'team_assigned')

),

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

followed as (

    select
        *,

        lag(given_value) over (
            partition by ticket_id, attribute
            order by event_number
        ) as value_before,

        -- of a step with a value: how many there were up to it
        count(given_value) over (
            partition by ticket_id, attribute
            order by event_number
            rows between unbounded preceding and current row
        ) as station_number

    from steps

),

placed as (

    select
        followed.*,
        case when followed.attribute = 'agent_assigned' then followed.given_value end as agent_id,
        case when followed.attribute = 'team_assigned' then followed.given_value end as team_id,

        -- step 0 is what the ticket was opened with
        case
            when followed.event_number = 0 then tickets.opened_at
            else followed.in_force_from
        end as assigned_at

    from followed

    inner join tickets
        on followed.ticket_id = tickets.ticket_id

    where followed.given_value is not null

),

counted as (

    select
        ticket_id,
        cast(count(agent_id) as integer) as agent_station_count,
        cast(count(distinct agent_id) as integer) as agent_count,
        cast(count(case when agent_id <> value_before then 1 end) as integer)
            as reassignment_count,
        cast(count(team_id) as integer) as team_station_count,
        max(case when station_number = 1 then agent_id end) as first_agent_id,
        min(case when agent_id is not null then assigned_at end) as first_assigned_at,
        max(case when agent_id is not null then assigned_at end) as last_assigned_at

    from placed

    group by 1

)

select * from counted
