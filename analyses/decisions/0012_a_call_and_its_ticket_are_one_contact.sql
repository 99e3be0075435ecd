-- Evidence for decision 12: contacts by kind, channel and the reason they do not count.
with

contacts as (

    select * from {{ ref('fct_contacts') }}

)

select
    contact_kind,
    channel,
    exclusion_reason,
    count(*) as contact_count,
    count(call_id) as call_count,
    sum(case when is_first_contact then 1 else 0 end) as issue_count

from contacts

group by 1, 2, 3

order by 1, 2, 3
