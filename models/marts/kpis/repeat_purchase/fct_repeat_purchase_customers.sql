{#- The definition; in words: _repeat_purchase__docs.md. Its parameter: the next line. -#}
{%- set window_days = var('repeat_purchase_window_days', 90) -%}
with

first_orders as (

    select * from {{ ref('fct_orders') }}

    where order_number = 1

),

second_orders as (

    select * from {{ ref('fct_orders') }}

    where order_number = 2

),

variants as (

    select
        'within_90d' as variant_id,
        true as has_window

    union all

    select
        'ever' as variant_id,
        false as has_window

),

followed as (

    select
        first_orders.customer_id,
        variants.variant_id,
        first_orders.customer_segment,
        first_orders.order_id,
        second_orders.order_id as second_order_id,
        first_orders.ordered_on,
        first_orders.ordered_at,
        second_orders.ordered_at as second_ordered_at,
        case
            when variants.has_window
                then {{ dbt.dateadd('day', window_days, 'first_orders.ordered_at') }}
        end as window_ends_at

    from first_orders

    cross join variants

    left join second_orders
        on first_orders.customer_id = second_orders.customer_id

),

judged as (

    select
        *,
        coalesce(window_ends_at <= {{ as_of_at() }}, true) as is_mature,
        coalesce(second_ordered_at <= coalesce(window_ends_at, second_ordered_at), false)
            as is_repeated

    from followed

)

select
    customer_id,
    variant_id,
    'not_applicable' as channel,
    'not_applicable' as team_id,
    'not_applicable' as priority,
    customer_segment,
    order_id,
    second_order_id,
    {{ share_weights('is_mature', 'is_repeated', 'not is_mature') | indent(4) }},
    ordered_on as metric_date,
    {{ plus_days(reporting_date('window_ends_at'), 1) }} as final_on,
    ordered_at,
    second_ordered_at,
    window_ends_at

from judged
