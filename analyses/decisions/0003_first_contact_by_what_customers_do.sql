-- Evidence for decision 3: the variants of first-contact resolution side by side.
with

daily as (

    select * from {{ ref('fct_fcr_daily') }}

)

select
    variant_id,
    sum(numerator) as resolved_first,
    sum(denominator) as judged,
    sum(pending_count) as pending,
    100.0 * sum(numerator) / nullif(sum(denominator), 0) as kpi_percent

from daily

group by 1

order by 1
