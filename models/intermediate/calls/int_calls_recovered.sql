{#- So long after an abandon a customer may be answered on another call, for it to be recovered. -#}
{%- set window_seconds = var('recovered_abandon_minutes', 60) * 60 -%}
with

calls as (

    select * from {{ ref('int_calls_scoped') }}

    where exclusion_reason is null and repeat_key is not null

),

losers as (

    select repeat_key from calls

    where outcome = 'abandoned'

    group by 1

),

followed as (

    select
        calls.*,

        -- the first answer of all later calls of the same customer
        min(case when calls.outcome = 'answered' then calls.left_queue_at end) over (
            partition by calls.repeat_key
            order by calls.entered_queue_at, calls.call_id
            rows between 1 following and unbounded following
        ) as next_call_answered_at

    from calls

    inner join losers
        on calls.repeat_key = losers.repeat_key

),

windowed as (

    select
        call_id,
        next_call_answered_at,
        {{ seconds_after('left_queue_at', window_seconds) }} as recovery_ends_at

    from followed

    where outcome = 'abandoned'

),

recovered as (

    select
        call_id,
        coalesce(next_call_answered_at <= recovery_ends_at, false) as is_recovered,
        recovery_ends_at,
        next_call_answered_at

    from windowed

)

select * from recovered
