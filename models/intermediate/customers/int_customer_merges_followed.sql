{#-
    Every pass doubles the steps that are followed: 64 merges in a row. On the way the least id met is
    kept, for where records are merged in a circle nobody survives, and the least id of it stands for all.
-#}
{%- set passes = 6 -%}
with

customers as (

    select * from {{ ref('int_customers_unioned') }}

    where merged_into_customer_id <> customer_id

),

steps_0 {{ evaluated_once() }} (

    select
        customer_id,
        merged_into_customer_id as next_customer_id,
        merged_into_customer_id as least_customer_id

    from customers

),
{%- for pass in range(1, passes + 1) %}

steps_{{ pass }} {{ evaluated_once() }} (

    select
        steps.customer_id,
        coalesce(further.next_customer_id, steps.next_customer_id) as next_customer_id,
        least(
            steps.least_customer_id,
            coalesce(further.least_customer_id, steps.least_customer_id)
        ) as least_customer_id

    from steps_{{ pass - 1 }} as steps

    left join steps_{{ pass - 1 }} as further
        on steps.next_customer_id = further.customer_id

),
{%- endfor %}

-- a record that is itself merged at the end of the way stands in a circle
followed as (

    select
        steps.customer_id,
        coalesce(circling.least_customer_id, steps.next_customer_id) as survivor_id

    from steps_{{ passes }} as steps

    left join steps_{{ passes }} as circling
        on steps.next_customer_id = circling.customer_id

)

select * from followed
