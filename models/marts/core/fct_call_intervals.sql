{%- set outcomes = [
    'answered', 'abandoned', 'callback', 'flow_out', 'voicemail', 'in_queue'
] -%}
with

calls as (

    select * from {{ ref('fct_calls') }}

    where is_offered

),

summed as (

    select
        team_id,
        channel,
        cast(count(*) as bigint) as offered_count,
        {%- for outcome in outcomes %}
        cast(count(case when outcome = '{{ outcome }}' then 1 end) as bigint)
            as {{ outcome }}_count,
        {%- endfor %}
        cast(count(case when is_short_abandon then 1 end) as bigint) as short_abandoned_count,
        cast(count(case when is_recovered then 1 end) as bigint) as recovered_abandon_count,
        cast(count(case when transfer_count > 0 then 1 end) as bigint) as transferred_count,
        cast(sum(case when is_answered then wait_seconds end) as decimal(38, 3))
            as answered_wait_seconds,
        cast(sum(case when outcome = 'abandoned' then wait_seconds end) as decimal(38, 3))
            as abandoned_wait_seconds,
        {%- for part in ['talk', 'hold', 'wrap'] %}
        cast(sum({{ part }}_seconds) as decimal(38, 3)) as {{ part }}_seconds,
        {%- endfor %}
        queue_date,
        interval_starts_at,
        interval_local_starts_at

    from calls

    group by team_id, channel, queue_date, interval_starts_at, interval_local_starts_at

)

select * from summed
