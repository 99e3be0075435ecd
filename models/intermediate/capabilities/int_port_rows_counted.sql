{#-
    The ports whose absence makes a KPI unavailable; contacts come from tickets or from calls, voices from
    answers or from feedback, and periods of customers from what var customer_activity says.
-#}
{%- set counted = [
    'tickets', 'ticket_events', 'sla_targets', 'calls', 'agent_states', 'contacts',
    'customers', 'subscriptions', 'orders', 'survey_invitations', 'survey_responses', 'feedback',
    'voices', 'customer_periods'
] -%}
{%- set delivered_as = {
    'contacts': 'tickets or calls',
    'voices': 'survey_responses or feedback',
    'customer_periods': var('customer_activity'),
} -%}
with
{%- for port in counted %}

{{ port }} as (

    select * from {{ ref('int_' ~ port ~ '_unioned') }}

),
{%- endfor %}

gaps as (

    select * from {{ ref('int_capability_gaps_explained') }}

    where column_name = '(all)'

),

counted as (

    {%- for port in counted %}

    select
        '{{ port }}' as port,
        '{{ delivered_as.get(port, port) }}' as delivered_as,
        count(*) as row_count

    from {{ port }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

explained as (

    select
        counted.port,
        counted.delivered_as,
        counted.row_count,
        gaps.gap_reason

    from counted

    left join gaps
        on counted.port = gaps.port

)

select * from explained
