-- The gaps of all chains side by side: millions of atoms then need no join on chain and contact.
with

sequences as (

    select * from {{ ref('int_contacts_sequenced') }}

),

pivoted as (

    select
        contact_id,
        {%- for chain in ['any', 'phone', 'same_topic'] %}
        max(case when chain = '{{ chain }}' then previous_gap_seconds end)
            as {{ chain }}_previous_gap_seconds,
        max(case when chain = '{{ chain }}' then next_gap_seconds end)
            as {{ chain }}_next_gap_seconds,
        {%- endfor %}
        cast(count(*) as integer) as chain_count

    from sequences

    group by 1

)

select * from pivoted
