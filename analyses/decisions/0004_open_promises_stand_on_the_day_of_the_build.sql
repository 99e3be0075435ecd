-- Evidence for decision 4: how many promises each way of counting has judged.
with

daily as (

    select * from {{ ref('fct_sla_adherence_daily') }}

    where variant_id in ('all_targets', 'closed_only')

)

select
    variant_id,
    sum(numerator) as met,
    sum(denominator) as judged,
    sum(pending_count) as pending

from daily

group by 1

order by 1
