with

contacts as (

    select * from {{ ref('int_contacts_unioned') }}

    -- merged tickets and calls that nobody served are how customers ask again
    where
        customer_id is not null
        and not is_outbound
        and (coalesce(exclusion_reason, 'merged') = 'merged' or is_unserved)

),

lasting as (

    select
        contact_id,
        customer_id,
        channel,
        topic,
        contacted_at,

        -- an unfinished contact lasts until now; one that nobody served begins nothing
        case when not is_unserved then coalesce(ended_at, {{ as_of_at() }}) end as lasts_until

    from contacts

),

chained as (

    select
        *,
        'any' as chain,
        '' as chain_topic

    from lasting

    union all

    select
        *,
        'phone' as chain,
        '' as chain_topic

    from lasting

    where channel = 'phone'

    union all

    select
        *,
        'same_topic' as chain,
        coalesce(topic, '') as chain_topic

    from lasting

),

neighboured as (

    select
        chain,
        contact_id,
        contacted_at,

        max(lasts_until) over (
            partition by chain, customer_id, chain_topic
            order by contacted_at, contact_id
            rows between unbounded preceding and 1 preceding
        ) as previous_ended_at,

        max(lasts_until) over (
            partition by chain, customer_id, chain_topic
            order by contacted_at, contact_id
            rows between unbounded preceding and current row
        ) as last_ended_at,

        lead(contacted_at) over (
            partition by chain, customer_id, chain_topic
            order by contacted_at, contact_id
        ) as next_contacted_at

    from chained

),

sequenced as (

    select
        chain,
        contact_id,
        {{ seconds_between('previous_ended_at', 'contacted_at') }} as previous_gap_seconds,
        {{ seconds_between('last_ended_at', 'next_contacted_at') }} as next_gap_seconds

    from neighboured

)

select * from sequenced
