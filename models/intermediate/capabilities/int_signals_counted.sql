{#- What a delivered port does not yet promise; seeds/kpi_signals.csv says who needs it. -#}
{%- set signals = [
    ('support tiers', 'teams', 'support_tier is not null'),
    ('managers', 'agents', "agent_role = 'manager'"),
    ('escalation events', 'ticket_events', "event_type = 'escalated'"),
    ('known callers', 'calls', 'caller_id is not null or caller_key_hash is not null'),
    ('transfers in calls', 'calls', 'transfer_count is not null'),
    ('transfers in legs', 'call_legs', "outcome = 'transferred'"),
    ('agent legs', 'call_legs', "leg_kind = 'agent'"),
    ('rotas', 'agent_states', 'scheduled_state is not null'),
] -%}
with
{%- for port in ['teams', 'agents', 'ticket_events', 'calls', 'call_legs', 'agent_states'] %}

{{ port }} as (

    select * from {{ ref('int_' ~ port ~ '_unioned') }}

),
{%- endfor %}

counted as (

    {%- for signal_name, port, is_told in signals %}

    select
        '{{ signal_name }}' as signal_name,
        count(*) as row_count

    from {{ port }}

    where {{ is_told }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select * from counted
