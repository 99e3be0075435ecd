-- Pairs of persons that one key, or their vendor, says are the same, each in both directions.
with

customer_keys as (

    select * from {{ ref('int_customer_keys_unioned') }}

    where not is_blocked and key_type <> 'account'

),

-- most keys have one owner: they are gone before anything else is done
shared as (

    select
        key_type,
        key_hash,
        min(person_id) as least_person_id,
        count(*) as person_count

    from customer_keys

    where key_type <> 'merged_into'

    group by 1, 2

    having count(*) > 1

),

paired as (

    select
        customer_keys.person_id,
        shared.least_person_id as other_person_id

    from shared

    inner join customer_keys
        on shared.key_type = customer_keys.key_type
        and shared.key_hash = customer_keys.key_hash

    -- two logins of one person may share a number; a third owner makes it the number of a place
    where shared.key_type <> 'phone' or shared.person_count = 2

    union all

    select
        person_id,
        key_hash as other_person_id

    from customer_keys

    where key_type = 'merged_into'

),

found as (

    select
        person_id,
        other_person_id

    from paired

    where person_id <> other_person_id

    union

    select
        other_person_id as person_id,
        person_id as other_person_id

    from paired

    where person_id <> other_person_id

)

select * from found
