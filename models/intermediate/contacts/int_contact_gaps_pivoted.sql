-- The gaps of all chains side by side: millions of atoms then need no join on chain and contact.
{%- set chains = ['any', 'phone', 'same_topic'] -%}
{%- set kept = 'contact_id, identity_id, channel, topic, is_unserved, contacted_at, ended_at' %}
with

sequences as (

    select * from {{ ref('int_contacts_sequenced') }}

),

pivoted as (

    select
        {%- for chain in chains %}
        {%- for side in ['previous', 'next'] %}
        max(case when chain = '{{ chain }}' then {{ side }}_gap_seconds end)
            as {{ chain }}_{{ side }}_gap_seconds,
        {%- endfor %}
        {%- endfor %}
        {{ kept }}

    from sequences

    where is_varied

    group by {{ kept }}

    union all

    select
        {%- for chain in chains %}
        {%- for side in ['previous', 'next'] %}
        {%- if chain == 'phone' %}
        case when channel = 'phone' then {{ side }}_gap_seconds end
            as phone_{{ side }}_gap_seconds,
        {%- else %}
        {{ side }}_gap_seconds as {{ chain }}_{{ side }}_gap_seconds,
        {%- endif %}
        {%- endfor %}
        {%- endfor %}
        {{ kept }}

    from sequences

    where not is_varied

)

select * from pivoted
