with

contacts as (

    select * from {{ ref('int_contacts_unioned') }}

),

sequences as (

    select * from {{ ref('int_contacts_sequenced') }}

    where chain = 'any'

),

issues as (

    select * from {{ ref('int_contacts_chained') }}

),

joined as (

    select
        contacts.contact_id,
        contacts.contact_kind,
        issues.issue_id,
        contacts.ticket_id,
        contacts.call_id,
        contacts.customer_id,
        contacts.channel,
        contacts.team_id,
        contacts.priority,
        contacts.customer_segment,
        contacts.topic,
        case
            when contacts.exclusion_reason is not null then contacts.exclusion_reason
            when contacts.is_outbound then 'outbound'
            when contacts.customer_id is null then 'unknown_customer'
        end as exclusion_reason,
        sequences.previous_gap_seconds,
        sequences.next_gap_seconds,
        coalesce(issues.is_first_contact, false) as is_first_contact,
        contacts.is_unserved,
        contacts.contacted_at,
        contacts.ended_at

    from contacts

    left join sequences
        on contacts.contact_id = sequences.contact_id

    left join issues
        on contacts.contact_id = issues.contact_id

)

select * from joined
