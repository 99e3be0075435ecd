-- Evidence for decision 18: in a build of the demo this waited for ever.
with

agent_states as (

    select * from {{ ref('int_agent_states_merged') }}

)

select 'rows' as found

where exists (select 1 from agent_states)
