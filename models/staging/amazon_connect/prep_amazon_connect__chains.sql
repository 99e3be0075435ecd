{{ config(enabled=plugged_in('amazon_connect')) }}

with

records as (

    select * from {{ ref('base_amazon_connect__contact_records') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('amazon_connect_words') }}

),

announced as (

    select
        next_contact_id,
        min(contact_id) as contact_id

    from records

    where next_contact_id is not null

    group by 1

),

linked as (

    select
        records.contact_id,
        records.initial_contact_id,
        records.transferred_at,
        records.next_contact_id,
        origins.port_word as origin,
        coalesce(records.previous_contact_id, announced.contact_id) as earlier_contact_id

    from records

    left join announced
        on records.contact_id = announced.next_contact_id

    left join words as origins
        on origins.vocabulary = 'origin'
        and {{ word_key('records.initiation_method') }} = origins.vendor_word

),

followed as (

    select
        earlier_contact_id,
        max(case when origin = 'callback' then 1 else 0 end) as callback_count,
        max(case when origin in ('aftermath', 'listening') then 0 else 1 end) as follower_count

    from linked

    group by 1

),

chained {{ evaluated_once() }} (

    select
        linked.contact_id,
        linked.origin,
        coalesce(
            linked.initial_contact_id,
            earlier.initial_contact_id,
            earlier.earlier_contact_id,
            linked.earlier_contact_id,
            linked.contact_id
        ) as call_key,
        coalesce(followed.follower_count, 0) = 1
        or (followed.follower_count is null and linked.next_contact_id is not null)
        or linked.transferred_at is not null as is_passed_on,
        coalesce(followed.callback_count, 0) = 1 as is_called_back

    from linked

    left join linked as earlier
        on linked.earlier_contact_id = earlier.contact_id

    left join followed
        on linked.contact_id = followed.earlier_contact_id

),

repeated as (

    select call_key from chained

    group by 1

    having count(*) > 1

),

counted as (

    select
        chained.*,
        repeated.call_key is null as is_only_leg

    from chained

    left join repeated
        on chained.call_key = repeated.call_key

)

select * from counted
