-- What: at most one person in a hundred shares keys with more people than one person can be.
-- Why: persons who are quarantined stay apart, so that repeats of one customer look like two.
-- How to fix: int_identity_components_checked tells which persons hang together; find the key they
-- share in int_customer_keys_unioned, and list it in seeds/identity_blocks.csv.
{{ config(severity='warn') }}
-- 2026-11-28, service-analytics: a warning, for one odd extract must not stop the numbers
with

counted as (

    select * from {{ ref('int_identities_counted') }}

)

select *

from counted

where quarantined_person_count > 0.01 * person_count
