{#- What tells a person's chains apart; for any contact there is one chain. -#}
{%- set chains = {
    'any': none,
    'phone': "channel = 'phone'",
    'same_topic': "coalesce(topic, '')"
} -%}
with

contacts as (

    select * from {{ ref('int_contacts_unioned') }}

    -- merged tickets and calls that nobody served are how customers ask again
    where
        identity_id is not null
        and not is_outbound
        and (coalesce(exclusion_reason, 'merged') = 'merged' or is_unserved)

),

-- rows of long keys sort faster by a number
people as (

    select
        identity_id,
        cast(row_number() over (order by identity_id) as integer) as identity_number,

        -- whoever keeps to one channel and one topic has one chain, that of any contact
        max(channel) <> min(channel) or max(coalesce(topic, '')) <> min(coalesce(topic, ''))
            as is_varied

    from contacts

    group by 1

),

lasting {{ evaluated_once() }} (

    select
        contacts.contact_id,
        contacts.identity_id,
        contacts.channel,
        contacts.topic,
        contacts.is_unserved,

        -- what is merged away or was served by nobody follows others and begins nothing
        contacts.exclusion_reason is null as can_begin,
        people.identity_number,
        people.is_varied,
        contacts.contacted_at,
        contacts.ended_at,

        -- an unfinished contact lasts until now
        case
            when contacts.exclusion_reason is null
                then coalesce(contacts.ended_at, {{ as_of_at() }})
        end as counts_until

    from contacts

    inner join people
        on contacts.identity_id = people.identity_id

),

neighboured as (

    {%- for is_varied in [true, false] %}

    select
        {%- for chain, parts in chains.items() if is_varied or not parts %}
        {%- set whole_chain = 'identity_number' ~ (', ' ~ parts if parts else '') %}
        lead(contacted_at) over (
            partition by {{ whole_chain }}
            order by contacted_at, contact_id
        ) as {{ chain }}_next_contacted_at,
        max(counts_until) over (
            partition by {{ whole_chain }}
            order by contacted_at, contact_id
            rows between unbounded preceding and 1 preceding
        ) as {{ chain }}_previous_ended_at,
        {%- endfor %}
        {%- if not is_varied %}
        cast(null as timestamp) as phone_next_contacted_at,
        cast(null as timestamp) as phone_previous_ended_at,
        cast(null as timestamp) as same_topic_next_contacted_at,
        cast(null as timestamp) as same_topic_previous_ended_at,
        {%- endif %}
        *

    from lasting

    where {{ '' if is_varied else 'not ' }}is_varied
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select * from neighboured
