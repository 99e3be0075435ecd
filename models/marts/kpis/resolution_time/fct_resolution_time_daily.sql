with

atoms as (

    select * from {{ ref('fct_resolution_time_tickets') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('resolution_time') }}

select * from rated
