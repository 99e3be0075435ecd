{{ config(materialized='view') }}

with

steps as (

    select * from {{ ref('int_ticket_attributes_stepped') }}

),

counted as (

    select
        *,

        -- steps without a value share their count with the next step that has one
        count(given_value) over (
            partition by ticket_id, attribute
            order by event_number
            rows between current row and unbounded following
        ) as later_value_count,

        row_number() over (
            partition by ticket_id, attribute
            order by event_number
        ) as span_number

    from steps

    -- of several changes in one instant only the last was ever in force
    where in_force_from < in_force_to

),

-- a join of the few without a value costs less than a window over all
filled as (

    select
        ticket_id,
        attribute,
        span_number,
        given_value as attribute_value,
        in_force_from,
        in_force_to

    from counted

    where given_value is not null

    union all

    select
        blanks.ticket_id,
        blanks.attribute,
        blanks.span_number,
        given.given_value as attribute_value,
        blanks.in_force_from,
        blanks.in_force_to

    from counted as blanks

    left join counted as given
        on blanks.ticket_id = given.ticket_id
        and blanks.attribute = given.attribute
        and blanks.later_value_count = given.later_value_count
        and given.given_value is not null

    where blanks.given_value is null

)

select * from filled
