with

atoms as (

    select * from {{ ref('fct_speed_of_answer_calls') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('speed_of_answer') }}

select * from rated
