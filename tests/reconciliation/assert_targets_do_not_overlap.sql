-- What: on any day a KPI variant has at most one target.
-- Why: with two, it is met and missed at once.
-- How to fix: in seeds/kpi_targets.csv, end the older one (valid_to) where the newer begins.
with

targets as (

    select * from {{ ref('kpi_targets') }}

)

select
    earlier.kpi_id,
    earlier.variant_id,
    earlier.valid_from,
    later.valid_from as next_valid_from

from targets as earlier

inner join targets as later
    on earlier.kpi_id = later.kpi_id
    and earlier.variant_id = later.variant_id
    and earlier.valid_from < later.valid_from

where earlier.valid_to is null or earlier.valid_to > later.valid_from
