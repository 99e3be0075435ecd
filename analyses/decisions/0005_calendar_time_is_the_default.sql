-- Evidence for decision 5: how many tickets each clock measured, and what it left out and why.
with

atoms as (

    select * from {{ ref('fct_first_response_time_tickets') }}

)

select
    variant_id,
    exclusion_reason,
    count(*) as ticket_count,
    sum(denominator) as measured,
    sum(pending_count) as pending,
    sum(numerator) / nullif(sum(denominator), 0) as mean_seconds

from atoms

group by 1, 2

order by 1, 2
