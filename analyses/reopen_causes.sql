-- Why tickets come back: reopened solves by topic and team, with what went before them.
with

solves as (

    select * from {{ ref('fct_reopen_rate_solves') }}

    where denominator > 0

),

tickets as (

    select * from {{ ref('fct_tickets') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

joined as (

    select
        solves.*,
        tickets.topic,
        tickets.agent_station_count,
        tickets.team_station_count,
        coalesce(teams.team_name, solves.team_id) as team,
        {{ seconds_between('solves.solved_at', 'solves.reopened_at') }} as seconds_until_reopened

    from solves

    inner join tickets
        on solves.ticket_id = tickets.ticket_id

    left join teams
        on solves.team_id = teams.team_id

)

select
    coalesce(topic, 'unknown') as topic,
    team,
    sum(denominator) as solve_count,
    sum(numerator) as reopened_count,
    sum(numerator) / sum(denominator) as reopen_rate,
    sum(numerator * seconds_until_reopened) / nullif(sum(numerator), 0) / 3600
        as hours_until_reopened,
    sum(numerator * agent_station_count) / nullif(sum(numerator), 0) as agents_if_reopened,
    sum((1 - numerator) * agent_station_count) / nullif(sum(1 - numerator), 0) as agents_if_not

from joined

group by 1, 2

order by 1, 2
