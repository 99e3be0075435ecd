{{ config(enabled=plugged_in('custom')) }}

-- Evidence for decision 1: what became of the raw rows of tickets and their history.
with

tickets as (

    select * from {{ ref('base_custom__tickets') }}

),

events as (

    select * from {{ ref('base_custom__ticket_events') }}

),

fates as (

    select
        'tickets' as table_name,
        row_fate
    from tickets

    union all

    select
        'ticket_events' as table_name,
        row_fate
    from events

)

select
    table_name,
    row_fate,
    count(*) as row_count

from fates

group by 1, 2

order by 1, 2
