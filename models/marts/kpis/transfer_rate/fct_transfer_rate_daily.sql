with

atoms as (

    select * from {{ ref('fct_transfer_rate_calls') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('transfer_rate') }}

select * from rated
