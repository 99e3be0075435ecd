with

atoms as (

    select * from {{ ref('fct_first_response_time_tickets') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('first_response_time') }}

select * from rated
