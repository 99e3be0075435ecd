{{ config(materialized='view') }}

with

steps as (

    select * from {{ ref('int_ticket_attributes_stepped') }}

),

bounded as (

    select
        *,

        coalesce(lead(in_force_from) over (
            partition by ticket_id, attribute
            order by event_number
        ), cast('9999-12-31' as timestamp)) as in_force_to

    from steps

),

counted as (

    select
        *,

        -- steps without a value share their count with the next step that has one
        count(given_value) over (
            partition by ticket_id, attribute
            order by event_number desc
            rows between unbounded preceding and current row
        ) as later_value_count

    from bounded

    -- of several changes in one instant only the last was ever in force
    where in_force_from < in_force_to

),

filled as (

    select
        ticket_id,
        attribute,

        max(given_value) over (
            partition by ticket_id, attribute, later_value_count
        ) as attribute_value,

        in_force_from,
        in_force_to

    from counted

)

select * from filled
