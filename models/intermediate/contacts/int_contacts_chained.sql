-- Issues: contacts that follow each other as the default variant of the KPI says.
with

sequences as (

    select * from {{ ref('int_contact_gaps_measured') }}

),

kpi_variants as (

    select * from {{ ref('kpi_variants') }}

    where kpi_id = 'fcr' and is_default_variant

),

fcr_variants as (

    select * from {{ ref('fcr_variants') }}

),

variants as (

    select
        fcr_variants.chain,
        fcr_variants.window_days

    from fcr_variants

    inner join kpi_variants
        on fcr_variants.variant_id = kpi_variants.variant_id

),

neighboured as (

    select
        sequences.*,
        case when variants.chain = 'same_topic' then coalesce(sequences.topic, '') else '' end
            as chain_topic,
        variants.window_days,
        coalesce(case variants.chain
            {%- for chain in ['any', 'phone', 'same_topic'] %}
            when '{{ chain }}' then sequences.{{ chain }}_previous_gap_seconds
            {%- endfor %}
        end <= variants.window_days * 86400, false) as is_repeat

    from sequences

    cross join variants

    where
        variants.chain in ('any', 'same_topic')
        or (variants.chain = 'phone' and sequences.channel = 'phone')

),

numbered as (

    select
        *,
        not is_repeat and can_begin as is_first_contact,

        count(case when not is_repeat and can_begin then 1 end) over (
            partition by identity_id, chain_topic
            order by contacted_at, contact_id
            rows between unbounded preceding and current row
        ) as issue_number

    from neighboured

),

openings as (

    select
        contact_id as issue_id,
        identity_id,
        chain_topic,
        issue_number

    from numbered

    where is_first_contact

),

chained as (

    select
        numbered.contact_id,
        openings.issue_id,
        numbered.channel,
        numbered.window_days,
        numbered.is_unserved,
        numbered.can_begin,
        numbered.is_first_contact,
        numbered.contacted_at,
        numbered.ended_at

    from numbered

    -- what can begin none belongs to the issue it follows, if any
    left join openings
        on numbered.identity_id = openings.identity_id
        and numbered.chain_topic = openings.chain_topic
        and numbered.issue_number = openings.issue_number
        and (numbered.is_repeat or numbered.is_first_contact)

)

select * from chained
