{#- What a delivered port does not yet promise; seeds/kpi_signals.csv says who needs it. -#}
with

teams as (

    select * from {{ ref('int_teams_unioned') }}

    where support_tier is not null

),

agents as (

    select * from {{ ref('int_agents_unioned') }}

    where agent_role = 'manager'

),

events as (

    select * from {{ ref('int_ticket_events_unioned') }}

    where event_type = 'escalated'

),

counted as (

    select
        'support tiers' as signal_name,
        count(*) as row_count
    from teams

    union all

    select
        'managers' as signal_name,
        count(*) as row_count
    from agents

    union all

    select
        'escalation events' as signal_name,
        count(*) as row_count
    from events

)

select * from counted
