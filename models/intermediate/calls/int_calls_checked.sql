{#- What is impossible becomes unknown, never a number, and the call keeps a note of it. -#}
with

calls as (

    select * from {{ ref('int_calls_unioned') }}

    where started_at <= {{ as_of_at() }}

),

teams as (

    select * from {{ ref('int_teams_unioned') }}

),

agents as (

    select * from {{ ref('int_agents_unioned') }}

),

checked as (

    select
        calls.call_id,
        calls.direction,
        calls.channel,
        calls.caller_id,
        calls.caller_key_hash,
        calls.ticket_id,
        calls.team_id,
        calls.agent_id,
        calls.outcome,
        calls.transfer_count,
        calls.is_test,
        calls.started_at,
        {{ not_before('calls.queued_at', 'calls.started_at') }} as queued_at,
        {{ not_before('calls.answered_at', 'calls.started_at') }} as answered_at,
        {{ not_before('calls.ended_at', 'calls.started_at') }} as ended_at,
        {{ not_negative('calls.ivr_seconds') }} as ivr_seconds,
        {{ not_negative('calls.wait_seconds') }} as wait_seconds,
        {{ not_negative('calls.talk_seconds') }} as talk_seconds,
        {{ not_negative('calls.hold_seconds') }} as hold_seconds,
        {{ not_negative('calls.wrap_seconds') }} as wrap_seconds,
        calls.vendor,
        calls.instance,
        calls.source_updated_at,
        calls.loaded_at,

        nullif(concat_ws(
            ', ',
            case when calls.ended_at < calls.started_at then 'ends before it starts' end,
            case when calls.queued_at < calls.started_at then 'queued before it starts' end,
            case when calls.answered_at < calls.started_at then 'answered before it starts' end,
            case when calls.wait_seconds < 0 then 'negative wait' end,
            case
                when
                    calls.ivr_seconds < 0
                    or calls.talk_seconds < 0
                    or calls.hold_seconds < 0
                    or calls.wrap_seconds < 0
                    then 'negative duration'
            end,
            case
                when calls.team_id is not null and teams.team_id is null then 'unknown team'
            end,
            case
                when calls.agent_id is not null and agents.agent_id is null then 'unknown agent'
            end
        ), '') as defects

    from calls

    left join teams
        on calls.team_id = teams.team_id

    left join agents
        on calls.agent_id = agents.agent_id

)

select * from checked
