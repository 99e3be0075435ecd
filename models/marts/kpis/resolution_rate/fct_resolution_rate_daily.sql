with

atoms as (

    select * from {{ ref('fct_resolution_rate_tickets') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('resolution_rate') }}

select * from rated
