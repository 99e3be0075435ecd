-- Vendors know an agent's team only as it is now; the team of a day is the one worked for most.
with

agents as (

    select * from {{ ref('int_agents_unioned') }}

),

work as (

    select * from {{ ref('int_agent_work_counted') }}

),

ranked as (

    select
        *,

        row_number() over (
            partition by agent_id, work_date
            order by piece_count desc, last_worked_at desc, team_id asc
        ) as team_rank

    from work

),

followed as (

    select
        agent_id,
        team_id,
        work_date,

        lag(team_id) over (
            partition by agent_id
            order by work_date
        ) as previous_team_id

    from ranked

    where team_rank = 1

),

changed as (

    select *

    from followed

    where previous_team_id is null or previous_team_id <> team_id

),

spanned as (

    select
        agent_id,
        team_id,
        true as is_seen_at_work,

        -- the first team holds for the time before, too
        case
            when previous_team_id is null then cast('1900-01-01' as date)
            else work_date
        end as valid_from,

        coalesce(lead(work_date) over (
            partition by agent_id
            order by work_date
        ), cast('9999-12-31' as date)) as valid_to

    from changed

),

completed as (

    select * from spanned

    union all

    select
        agents.agent_id,
        agents.team_id,
        false as is_seen_at_work,
        cast('1900-01-01' as date) as valid_from,
        cast('9999-12-31' as date) as valid_to

    from agents

    left join spanned
        on agents.agent_id = spanned.agent_id

    where spanned.agent_id is null and agents.team_id is not null

)

select * from completed
