with

atoms as (

    select * from {{ ref('fct_customer_sentiment_feedback') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

),

{{ summed_by_day('customer_sentiment') }}

select * from rated
