with

atoms as (

    select * from {{ ref('fct_escalation_rate_tickets') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('escalation_rate') }}

select * from rated
