with

issues as (

    select * from {{ ref('int_issues_summed') }}

),

contacts as (

    select * from {{ ref('int_contacts_unioned') }}

),

joined as (

    select
        contacts.*,
        issues.issue_id,
        issues.last_channel,
        issues.contact_count,
        issues.unserved_count,
        issues.channel_count,
        issues.is_left_unserved,
        issues.last_contacted_at,
        issues.ended_at as issue_ended_at,
        {{ dbt.dateadd('day', 'issues.window_days', 'contacts.ended_at') }} as first_window_ends_at,
        {{ dbt.dateadd('day', 'issues.window_days', 'issues.ended_at') }} as window_ends_at

    from issues

    inner join contacts
        on issues.issue_id = contacts.contact_id

),

judged as (

    select
        issue_id,
        customer_id,
        identity_id,
        ticket_id,
        call_id,
        channel,
        last_channel,
        team_id,
        priority,
        customer_segment,
        topic,
        exclusion_reason,
        contact_count,
        unserved_count,
        channel_count,
        coalesce(window_ends_at <= {{ as_of_at() }}, false) as is_final,

        -- nobody came back, and nobody who came was left without an answer
        case when window_ends_at <= {{ as_of_at() }} then not is_left_unserved end as is_resolved,

        -- known as soon as the window of the first contact has closed
        case
            when first_window_ends_at <= {{ as_of_at() }}
                then contact_count = 1 and not has_undated_reopen
        end as is_resolved_first,
        contacted_at,
        last_contacted_at,
        issue_ended_at as ended_at,
        window_ends_at

    from joined

)

select * from judged
