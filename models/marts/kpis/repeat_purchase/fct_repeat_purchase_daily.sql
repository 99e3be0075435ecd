with

atoms as (

    select * from {{ ref('fct_repeat_purchase_customers') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('repeat_purchase') }}

select * from rated
