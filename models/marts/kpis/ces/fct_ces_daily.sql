with

atoms as (

    select * from {{ ref('fct_ces_answers') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('ces') }}

select * from rated
