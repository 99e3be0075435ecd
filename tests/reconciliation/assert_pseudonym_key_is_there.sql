-- What: identities were hashed, so there is exactly one key to hash them with.
-- Why: without a key every hash is null, and one person becomes many, without a word.
-- How to fix: land the extracts with scripts/land_extracts.py, which keeps the key, or write one
-- row into raw.secrets.pseudonym_key yourself, once and for good.
with

keys as (

    select count(*) as key_count from {{ source('secrets', 'pseudonym_key') }}

),

people as (

    select count(*) as people_count from {{ ref('int_customer_keys_unioned') }}

)

select
    keys.key_count,
    people.people_count

from keys

cross join people

where
    keys.key_count > 1
    or (keys.key_count = 0 and people.people_count > 0)
