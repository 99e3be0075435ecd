-- Issues: contacts that follow each other as the default variant of the KPI says.
with

contacts as (

    select * from {{ ref('int_contacts_unioned') }}

),

sequences as (

    select * from {{ ref('int_contacts_sequenced') }}

),

kpi_variants as (

    select * from {{ ref('kpi_variants') }}

    where kpi_id = 'fcr' and is_default_variant

),

fcr_variants as (

    select * from {{ ref('fcr_variants') }}

),

neighboured as (

    select
        contacts.contact_id,
        contacts.customer_id,
        contacts.is_unserved,
        contacts.contacted_at,
        case when fcr_variants.chain = 'same_topic' then coalesce(contacts.topic, '') else '' end
            as chain_topic,
        fcr_variants.window_days,
        sequences.previous_gap_seconds,
        coalesce(sequences.previous_gap_seconds <= fcr_variants.window_days * 86400, false)
            as is_repeat

    from sequences

    inner join fcr_variants
        on sequences.chain = fcr_variants.chain

    inner join kpi_variants
        on fcr_variants.variant_id = kpi_variants.variant_id

    inner join contacts
        on sequences.contact_id = contacts.contact_id

),

numbered as (

    select
        *,
        not is_repeat and not is_unserved as is_first_contact,

        count(case when not is_repeat and not is_unserved then 1 end) over (
            partition by customer_id, chain_topic
            order by contacted_at, contact_id
            rows between unbounded preceding and current row
        ) as issue_number

    from neighboured

),

named as (

    select
        *,

        max(case when is_first_contact then contact_id end) over (
            partition by customer_id, chain_topic, issue_number
        ) as issue_id

    from numbered

),

chained as (

    select
        contact_id,

        -- a call that nobody served belongs to the issue it follows, if any
        case when is_repeat or is_first_contact then issue_id end as issue_id,
        window_days,
        is_first_contact

    from named

)

select * from chained
