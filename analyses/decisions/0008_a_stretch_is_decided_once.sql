-- Evidence for decision 8: promises by metric, outcome and the reason they do not count.
with

targets as (

    select * from {{ ref('fct_ticket_sla_targets') }}

)

select
    sla_metric,
    sla_state,
    exclusion_reason,
    count(*) as target_count

from targets

group by 1, 2, 3

order by 1, 2, 3
