with

atoms as (

    select * from {{ ref('fct_schedule_adherence_states') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('schedule_adherence') }}

select * from rated
