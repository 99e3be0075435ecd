-- The gaps of all chains side by side: millions of atoms then need no join on chain and contact.
{%- set chains = ['any', 'phone', 'same_topic'] %}
with

contacts as (

    select * from {{ ref('int_contacts_sequenced') }}

),

measured as (

    select
        {%- for chain in chains %}
        {%- set ended_at = chain ~ '_previous_ended_at' %}
        {{ seconds_between(ended_at, 'contacted_at') }} as {{ chain }}_previous_gap_seconds,
        {{ seconds_between(
            'case when ' ~ ended_at ~ ' >= coalesce(counts_until, ' ~ ended_at ~ ') '
            ~ 'then ' ~ ended_at ~ ' else counts_until end',
            chain ~ '_next_contacted_at'
        ) }} as {{ chain }}_next_gap_seconds,
        {%- endfor %}
        contact_id,
        identity_id,
        channel,
        topic,
        is_unserved,
        can_begin,
        is_varied,
        contacted_at,
        ended_at

    from contacts

),

chosen as (

    select
        contact_id,
        identity_id,
        channel,
        topic,
        any_previous_gap_seconds,
        any_next_gap_seconds,
        {%- for side in ['previous', 'next'] %}
        case
            when channel = 'phone' and is_varied then phone_{{ side }}_gap_seconds
            when channel = 'phone' then any_{{ side }}_gap_seconds
        end as phone_{{ side }}_gap_seconds,
        case
            when is_varied then same_topic_{{ side }}_gap_seconds
            else any_{{ side }}_gap_seconds
        end as same_topic_{{ side }}_gap_seconds,
        {%- endfor %}
        is_unserved,
        can_begin,
        contacted_at,
        ended_at

    from measured

)

select * from chosen
