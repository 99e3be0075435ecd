with

atoms as (

    select * from {{ ref('fct_nps_answers') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('nps') }}

select * from rated
