with

atoms as (

    select * from {{ ref('fct_csat_answers') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('csat') }}

select * from rated
