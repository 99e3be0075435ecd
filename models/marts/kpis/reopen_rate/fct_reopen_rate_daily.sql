with

atoms as (

    select * from {{ ref('fct_reopen_rate_solves') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('reopen_rate') }}

select * from rated
