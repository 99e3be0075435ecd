{%- set chains = {
    'any': "''",
    'phone': "''",
    'same_topic': "coalesce(topic, '')"
} -%}
{%- set in_order -%}
over (partition by chain, identity_id, chain_topic order by contacted_at, contact_id
{%- endset -%}
with

contacts as (

    select * from {{ ref('int_contacts_unioned') }}

    -- merged tickets and calls that nobody served are how customers ask again
    where
        identity_id is not null
        and not is_outbound
        and (coalesce(exclusion_reason, 'merged') = 'merged' or is_unserved)

),

-- whoever keeps to one channel and one topic has one chain, that of any contact
varied as (

    select identity_id

    from contacts

    group by 1

    having max(channel) <> min(channel) or max(coalesce(topic, '')) <> min(coalesce(topic, ''))

),

lasting as (

    select
        contacts.contact_id,
        contacts.identity_id,
        contacts.channel,
        contacts.topic,
        contacts.is_unserved,
        varied.identity_id is not null as is_varied,
        contacts.contacted_at,
        contacts.ended_at,

        -- an unfinished contact lasts until now; one that nobody served begins nothing
        case
            when not contacts.is_unserved then coalesce(contacts.ended_at, {{ as_of_at() }})
        end as lasts_until

    from contacts

    left join varied
        on contacts.identity_id = varied.identity_id

),

chained as (

    {%- for chain, topic in chains.items() %}

    select
        *,
        '{{ chain }}' as chain,
        {{ topic }} as chain_topic

    from lasting
    {%- if chain == 'phone' %}

    where is_varied and channel = 'phone'
    {%- elif chain == 'same_topic' %}

    where is_varied
    {%- endif %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

neighboured as (

    select
        *,
        lead(contacted_at) {{ in_order }}) as next_contacted_at,
        max(lasts_until) {{ in_order }} rows between unbounded preceding and 1 preceding)
            as previous_ended_at

    from chained

),

sequenced as (

    select
        chain,
        contact_id,
        identity_id,
        channel,
        topic,
        {{ seconds_between('previous_ended_at', 'contacted_at') }} as previous_gap_seconds,
        {{ seconds_between(
            'case when previous_ended_at >= coalesce(lasts_until, previous_ended_at) '
            ~ 'then previous_ended_at else lasts_until end',
            'next_contacted_at'
        ) }} as next_gap_seconds,
        is_unserved,
        is_varied,
        contacted_at,
        ended_at

    from neighboured

)

select * from sequenced
