-- Evidence for decision 14: keys by how many persons have them; a phone unites two, and no more.
with

customer_keys as (

    select * from {{ ref('int_customer_keys_unioned') }}

    where key_type in ('email', 'phone', 'external_id')

),

counted as (

    select
        key_type,
        key_hash,
        is_blocked,
        count(*) as person_count,
        count(distinct vendor) as vendor_count

    from customer_keys

    group by 1, 2, 3

)

select
    key_type,
    is_blocked,
    person_count,
    count(*) as key_count,
    sum(case when vendor_count > 1 then 1 else 0 end) as keys_of_several_vendors

from counted

group by 1, 2, 3

order by 1, 2, 3
