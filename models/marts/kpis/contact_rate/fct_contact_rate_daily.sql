with

atoms as (

    select * from {{ ref('fct_contact_rate_contacts') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

days as (

    select * from {{ ref('dim_dates') }}

    where date_day <= {{ reporting_date(as_of_at()) }}

),

{{ summed_over_spans('contact_rate', final_after_days=var('customer_grace_days') + 1) }}

select * from rated
