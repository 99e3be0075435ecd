with

atoms as (

    select * from {{ ref('fct_occupancy_states') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('occupancy') }}

select * from rated
