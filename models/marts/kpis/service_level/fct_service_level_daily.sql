with

atoms as (

    select * from {{ ref('fct_service_level_calls') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('service_level') }}

select * from rated
