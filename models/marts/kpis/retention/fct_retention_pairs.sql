{#- Large, and read by its parts alone: not stored. -#}
{{ config(materialized='view') }}
with

spans as (

    select * from {{ ref('fct_customer_spans') }}

),

amounts as (

    select * from {{ ref('int_customer_amounts_stepped') }}

),

stretches as (

    select
        'customers' as measured,
        customer_id,
        customer_segment,
        cast(1 as decimal(18, 3)) as worth,
        is_win_back as is_later,
        is_in_grace,
        starts_on,
        ends_on,
        last_active_on

    from spans

    union all

    select
        'amounts' as measured,
        customer_id,
        customer_segment,
        reporting_amount as worth,
        span_number > 1 or step_number > 1 as is_later,
        is_in_grace,
        starts_on,
        ends_on,
        last_active_on

    from amounts

),

paired as (

    select
        measured,
        customer_id,
        customer_segment,
        worth,
        true as is_same,
        is_in_grace,
        starts_on,
        ends_on,
        starts_on as later_starts_on,
        ends_on as later_ends_on,
        last_active_on

    from stretches

    union all

    -- few stretches have an earlier one
    select
        stretches.measured,
        stretches.customer_id,
        stretches.customer_segment,
        least(stretches.worth, later.worth) as worth,
        false as is_same,
        later.is_in_grace,
        stretches.starts_on,
        stretches.ends_on,
        later.starts_on as later_starts_on,
        later.ends_on as later_ends_on,
        later.last_active_on

    from stretches

    inner join stretches as later
        on stretches.measured = later.measured
        and stretches.customer_id = later.customer_id
        and stretches.starts_on < later.starts_on

    where later.is_later

)

select * from paired
