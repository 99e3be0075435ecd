with

contacts as (

    select * from {{ ref('int_contacts_unioned') }}

),

gaps as (

    select * from {{ ref('int_contact_gaps_measured') }}

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
        contacts.identity_id,
        contacts.channel,
        contacts.team_id,
        contacts.priority,
        contacts.customer_segment,
        contacts.topic,
        case
            when contacts.exclusion_reason is not null then contacts.exclusion_reason
            when contacts.is_outbound then 'outbound'
            when contacts.identity_id is null then 'unknown_customer'
        end as exclusion_reason,
        gaps.any_previous_gap_seconds as previous_gap_seconds,
        gaps.any_next_gap_seconds as next_gap_seconds,
        coalesce(issues.is_first_contact, false) as is_first_contact,
        contacts.is_unserved,
        contacts.contacted_at,
        contacts.ended_at

    from contacts

    left join gaps
        on contacts.contact_id = gaps.contact_id

    left join issues
        on contacts.contact_id = issues.contact_id

)

select * from joined
