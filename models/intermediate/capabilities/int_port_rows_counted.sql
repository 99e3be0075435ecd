{#- The ports whose absence makes a KPI unavailable; contacts come from tickets or from calls. -#}
{%- set counted = ['tickets', 'ticket_events', 'sla_targets', 'contacts'] -%}
with
{%- for port in counted %}

{{ port }} as (

    select * from {{ ref('int_' ~ port ~ '_unioned') }}

),
{%- endfor %}

counted as (

    {%- for port in counted %}

    select
        '{{ port }}' as port,
        count(*) as row_count

    from {{ port }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select * from counted
