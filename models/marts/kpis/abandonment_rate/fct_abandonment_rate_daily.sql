with

atoms as (

    select * from {{ ref('fct_abandonment_rate_calls') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('abandonment_rate') }}

select * from rated
