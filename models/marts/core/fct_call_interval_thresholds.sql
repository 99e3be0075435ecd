{#- One row a limit, not one column: a contract cannot follow a setting. -#}
{%- set thresholds = var('call_wait_thresholds') -%}
with

calls as (

    select * from {{ ref('fct_calls') }}

    where is_offered

),

counted as (

    select
        team_id,
        channel,
        {%- for seconds in thresholds %}
        count(case when is_answered and wait_seconds <= {{ seconds }} then 1 end)
            as answered_{{ loop.index }},
        count(case when outcome = 'abandoned' and wait_seconds <= {{ seconds }} then 1 end)
            as abandoned_{{ loop.index }},
        {%- endfor %}
        queue_date,
        interval_starts_at

    from calls

    group by team_id, channel, queue_date, interval_starts_at

),

listed as (

    {%- for seconds in thresholds %}

    select
        team_id,
        channel,
        cast({{ seconds }} as decimal(18, 3)) as threshold_seconds,
        cast(answered_{{ loop.index }} as bigint) as answered_within_count,
        cast(abandoned_{{ loop.index }} as bigint) as abandoned_within_count,
        queue_date,
        interval_starts_at

    from counted
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select * from listed
