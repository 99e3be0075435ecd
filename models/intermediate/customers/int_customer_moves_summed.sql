-- A customer comes with the first amount of a span, and goes with its last.
with

amounts as (

    select * from {{ ref('int_customer_amounts_stepped') }}

),

moves as (

    select
        customer_segment,
        starts_on as moved_on,
        sum(case when step_number = 1 then 1 else 0 end) as customer_change,
        sum(case when step_number = 1 and span_number = 1 then 1 else 0 end) as first_count,
        sum(reporting_amount) as amount_change

    from amounts

    group by 1, 2

    union all

    select
        customer_segment,
        {{ plus_days('ends_on', 1) }} as moved_on,
        -count(last_active_on) as customer_change,
        0 as first_count,
        -sum(reporting_amount) as amount_change

    from amounts

    where ends_on is not null

    group by 1, 2

)

select
    customer_segment,
    moved_on,
    cast(sum(customer_change) as bigint) as customer_change,
    cast(sum(first_count) as bigint) as first_count,
    cast(sum(amount_change) as decimal(38, 3)) as amount_change

from moves

group by 1, 2
