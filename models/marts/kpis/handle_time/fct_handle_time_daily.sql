with

atoms as (

    select * from {{ ref('fct_handle_time_handlings') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('handle_time') }}

select * from rated
