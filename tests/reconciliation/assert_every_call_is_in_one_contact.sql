-- What: every call that had begun is in exactly one contact, as one of its own or with its ticket.
-- Why: a call counted twice is a repeat that never was; a lost one hides a repeat.
-- How to fix: look for the call in int_opening_calls_found: it is the first ticket's there, or
-- in int_call_contacts_described, never both.
with

calls as (

    select * from {{ ref('int_calls_unioned') }}

    where started_at <= {{ as_of_at() }}

),

contacts as (

    select * from {{ ref('fct_contacts') }}

    where call_id is not null

),

counted as (

    select
        call_id,
        count(*) as contact_count

    from contacts

    group by 1

)

select
    calls.call_id,
    counted.contact_count

from calls

full outer join counted
    on calls.call_id = counted.call_id

where calls.call_id is null or counted.contact_count is distinct from 1
