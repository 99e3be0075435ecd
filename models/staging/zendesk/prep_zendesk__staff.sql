{{ config(enabled=plugged_in('zendesk')) }}

with

actors as (

    select * from {{ ref('prep_zendesk__actors') }}

    where actor_type in ('agent', 'bot')

),

calls as (

    select * from {{ ref('base_zendesk_talk__calls') }}

    where row_fate = 'kept' and agent_id <> 0

),

call_legs as (

    select * from {{ ref('base_zendesk_talk__call_legs') }}

    where row_fate = 'kept' and agent_id <> 0

),

-- only agents take calls; a bot's word counts for more
signs as (

    select
        user_id,
        actor_type
    from actors

    union all

    select
        agent_id as user_id,
        'agent' as actor_type
    from calls

    union all

    select
        agent_id as user_id,
        'agent' as actor_type
    from call_legs

),

told as (

    select
        user_id,
        max(actor_type) as actor_type

    from signs

    group by 1

)

select * from told
