-- For which team an agent worked when: calls and chats answered, tickets taken on.
with

calls as (

    select * from {{ ref('int_calls_checked') }}

),

call_legs as (

    select * from {{ ref('int_call_legs_checked') }}

),

events as (

    select * from {{ ref('int_ticket_events_completed') }}

    where event_type = 'agent_assigned' and to_value is not null

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

worked as (

    select
        call_legs.agent_id,
        coalesce(call_legs.team_id, calls.team_id) as team_id,
        call_legs.answered_at as worked_at

    from call_legs

    left join calls
        on call_legs.call_id = calls.call_id

    where call_legs.agent_id is not null and call_legs.answered_at is not null

    union all

    select
        calls.agent_id,
        calls.team_id,
        calls.answered_at as worked_at

    from calls

    left join call_legs
        on calls.call_id = call_legs.call_id

    -- a call without legs is all there is to know of it
    where
        call_legs.call_id is null
        and calls.agent_id is not null
        and calls.answered_at is not null

    union all

    select
        dimensions.agent_id,
        nullif(dimensions.team_id, 'unknown') as team_id,
        events.event_at as worked_at

    from events

    inner join dimensions
        on events.ticket_id = dimensions.ticket_id
        and events.event_at = dimensions.in_force_from
        and events.to_value = dimensions.agent_id

),

dated as (

    select
        *,
        {{ reporting_date('worked_at') }} as work_date

    from worked

    where team_id is not null

),

counted as (

    select
        agent_id,
        work_date,
        team_id,
        cast(count(*) as integer) as piece_count,
        max(worked_at) as last_worked_at

    from dated

    group by 1, 2, 3

)

select * from counted
