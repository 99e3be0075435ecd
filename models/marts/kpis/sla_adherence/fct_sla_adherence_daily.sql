with

atoms as (

    select * from {{ ref('fct_sla_adherence_targets') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('sla_adherence') }}

select * from rated
