-- What: no two stretches of one subscription hold the same day.
-- Why: its money counts twice on that day; a start that was corrected is a second stretch.
-- How to fix: deliver the stretch that is wrong once more, with an ends_on before its starts_on.
{{ config(severity='warn') }}
-- 2026-11-29, service-analytics: a warning, for one odd extract must not stop the numbers
with

subscriptions as (

    select * from {{ ref('int_subscriptions_scoped') }}

    where exclusion_reason is null

),

followed as (

    select
        subscription_id,
        starts_on,
        ends_on,
        lead(starts_on) over (partition by subscription_id order by starts_on) as next_starts_on

    from subscriptions

)

select *

from followed

where coalesce(ends_on, next_starts_on) >= next_starts_on
