{#- What a delivered port does not yet promise; seeds/kpi_signals.csv says who needs it. -#}
{%- set signals = {
    'changes of status': ['ticket_events', 'to_value', "event_type = 'status_changed'"],
    'times of solving': ['tickets', 'resolved_at', 'coalesce(resolved_at, closed_at) is not null'],
    'replies of agents': ['ticket_events', 'actor_type', "event_type = 'public_reply' and actor_type = 'agent'"],
    'times of first replies': ['tickets', 'first_replied_at', 'first_replied_at is not null'],
    'support tiers': ['teams', 'support_tier', 'support_tier is not null'],
    'managers': ['agents', 'agent_role', "agent_role = 'manager'"],
    'escalation events': ['ticket_events', 'event_type', "event_type = 'escalated'"],
    'verdicts of the vendor': ['sla_targets', 'is_met', "tier = 'vendor_verdict'"],
    'known persons': ['calls', 'caller_id', 'caller_id is not null'],
    'known numbers': ['calls', 'caller_key_hash', 'caller_key_hash is not null'],
    'transfers in calls': ['calls', 'transfer_count', 'transfer_count is not null'],
    'transfers in legs': ['call_legs', 'outcome', "outcome = 'transferred'"],
    'agent legs': ['call_legs', 'leg_kind', "leg_kind = 'agent'"],
    'rotas': ['agent_states', 'scheduled_state', 'scheduled_state is not null'],
    'answers to csat from 1 to 5': [
        'survey_responses', 'measure', "measure = 'csat' and scale_min = 1 and scale_max = 5"
    ],
    'answers to csat with two points': [
        'survey_responses', 'measure', "measure = 'csat' and scale_max = scale_min + 1"
    ],
    'complaints': ['feedback', 'feedback_source', "feedback_source = 'complaint'"],
} -%}
{%- if var('customer_activity') == 'orders' -%}
{%- do signals.update({
    'amounts': ['orders', 'order_amount', 'order_amount is not null'],
    'reasons of ends': ['subscriptions', 'is_voluntary_end', '1 = 0'],
}) -%}
{%- else -%}
{%- do signals.update({
    'amounts': ['subscriptions', 'monthly_amount', 'monthly_amount is not null'],
    'reasons of ends': ['subscriptions', 'is_voluntary_end', 'is_voluntary_end is not null'],
}) -%}
{%- endif -%}
{%- for measure in ['csat', 'nps', 'ces_1', 'ces_2'] -%}
{%- do signals.update({
    'answers to ' ~ measure: ['survey_responses', 'measure', "measure = '" ~ measure ~ "'"]
}) -%}
{%- endfor -%}
{%- for metric in [
    'first_reply', 'next_reply', 'requester_wait', 'agent_work', 'pausable_update', 'periodic_update', 'resolution'
] -%}
{%- do signals.update({
    'targets for ' ~ metric | replace('_', ' '): ['sla_targets', '(all)', "sla_metric = '" ~ metric ~ "'"]
}) -%}
{%- endfor -%}
with

{%- for port in [
    'tickets', 'teams', 'agents', 'ticket_events', 'sla_targets', 'calls', 'call_legs', 'agent_states',
    'subscriptions', 'orders', 'survey_responses', 'feedback'
] %}

{{ port }} as (

    select * from {{ ref('int_' ~ port ~ '_unioned') }}

),
{%- endfor %}

schedules as (

    select * from {{ ref('int_ticket_schedules_spanned') }}

    where schedule_number is not null

),

gaps as (

    select * from {{ ref('int_capability_gaps_explained') }}

),

counted as (

    {%- for signal_name, (port, column_name, condition) in signals.items() %}

    select
        '{{ signal_name }}' as signal_name,
        '{{ port }}' as port,
        '{{ column_name }}' as column_name,
        count(*) as row_count
    from {{ port }}
    where {{ condition }}

    union all
    {%- endfor %}

    -- schedules that no ticket has tell nothing
    select
        'business hours' as signal_name,
        'business_schedules' as port,
        '(all)' as column_name,
        count(*) as row_count
    from schedules

),

explained as (

    select
        counted.signal_name,
        max(counted.row_count) as row_count,
        min(gaps.gap_reason) as gap_reason

    from counted

    left join gaps
        on counted.port = gaps.port
        and gaps.column_name in (counted.column_name, '(all)')

    group by 1

)

select * from explained
