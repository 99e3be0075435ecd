with

atoms as (

    select * from {{ ref('fct_fcr_contacts') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('fcr') }}

select * from rated
