with

atoms as (

    select * from {{ ref('fct_ticket_volume_events') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('ticket_volume') }}

select * from rated
