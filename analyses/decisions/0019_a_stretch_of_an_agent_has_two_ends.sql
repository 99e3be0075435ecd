-- Evidence for decision 19: stretches of agents that begin in the same moment as another of theirs.
with

agent_states as (

    select * from {{ ref('int_agent_states_unioned') }}

),

begun as (

    select
        agent_id,
        started_at,
        count(*) as stretch_count

    from agent_states

    group by 1, 2

)

select
    stretch_count as stretches_that_begin_together,
    count(*) as moments

from begun

group by 1

order by 1
