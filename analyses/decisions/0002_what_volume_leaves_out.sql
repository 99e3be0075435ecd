-- Evidence for decision 2: created tickets by the reason they do not count, null for those that do.
with

events as (

    select * from {{ ref('fct_ticket_volume_events') }}

    where variant_id = 'created'

)

select
    exclusion_reason,
    count(*) as ticket_count,
    sum(numerator) as counted

from events

group by 1

order by 1
