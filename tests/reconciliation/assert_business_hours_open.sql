-- What: every opening of a schedule is on one of the weekdays 1 to 7 and closes after it opens.
-- Why: other openings never open, so that business times come out as nothing and promises as met.
-- How to fix: number the weekdays from Monday, 1; cut an opening over midnight in two, a day each.
{{ config(severity='warn') }}
-- 2026-11-29, service-analytics: a warning, for one odd schedule must not stop the numbers
with

business_schedules as (

    select * from {{ ref('int_business_schedules_unioned') }}

)

select *

from business_schedules

where
    weekday not between 1 and 7
    or opens_at_minute < 0
    or closes_at_minute <= opens_at_minute
    or closes_at_minute > 1440
