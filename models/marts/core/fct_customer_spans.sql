with

spans as (

    select * from {{ ref('int_customer_spans_merged') }}

    where activity = '{{ var("customer_activity") }}'

)

select * from spans
