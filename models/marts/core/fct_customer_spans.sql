-- STAND-IN: periods, not merged.
with

periods as (

    select * from {{ ref('int_customer_periods_unioned') }}

),

spanned as (

    select
        customer_id,
        cast(row_number() over (
            partition by customer_id
            order by starts_on, period_id
        ) as integer) as span_number,
        'unknown' as customer_segment,
        starts_on,
        ends_on

    from periods

)

select * from spanned
