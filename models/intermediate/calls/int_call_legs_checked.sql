{#- What is impossible becomes unknown, never a number, and the leg keeps a note of it. -#}
with

call_legs as (

    select * from {{ ref('int_call_legs_unioned') }}

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
        call_legs.call_leg_id,
        call_legs.call_id,
        call_legs.leg_number,
        call_legs.leg_kind,
        call_legs.team_id,
        call_legs.agent_id,
        call_legs.outcome,
        call_legs.started_at,
        {{ not_before('call_legs.answered_at', 'call_legs.started_at') }} as answered_at,
        {{ not_before('call_legs.ended_at', 'call_legs.started_at') }} as ended_at,
        {{ not_negative('call_legs.wait_seconds') }} as wait_seconds,
        {{ not_negative('call_legs.talk_seconds') }} as talk_seconds,
        {{ not_negative('call_legs.hold_seconds') }} as hold_seconds,
        {{ not_negative('call_legs.wrap_seconds') }} as wrap_seconds,
        call_legs.vendor,
        call_legs.instance,
        call_legs.source_updated_at,
        call_legs.loaded_at,

        nullif(concat_ws(
            ', ',
            case when call_legs.ended_at < call_legs.started_at then 'ends before it starts' end,
            case
                when call_legs.answered_at < call_legs.started_at then 'answered before it starts'
            end,
            case when call_legs.wait_seconds < 0 then 'negative wait' end,
            case
                when
                    call_legs.talk_seconds < 0
                    or call_legs.hold_seconds < 0
                    or call_legs.wrap_seconds < 0
                    then 'negative duration'
            end,
            case
                when call_legs.team_id is not null and teams.team_id is null then 'unknown team'
            end,
            case
                when call_legs.agent_id is not null and agents.agent_id is null
                    then 'unknown agent'
            end
        ), '') as defects

    from call_legs

    left join teams
        on call_legs.team_id = teams.team_id

    left join agents
        on call_legs.agent_id = agents.agent_id

)

select * from checked
