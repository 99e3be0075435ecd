{#- The definition of FCR; in words: _fcr__docs.md. Its parameters: seeds/fcr_variants.csv. -#}
with

contacts as (

    select * from {{ ref('int_contacts_unioned') }}

),

sequences as (

    select * from {{ ref('int_contacts_sequenced') }}

),

exclusions as (

    select * from {{ ref('fcr_exclusions') }}

),

variants as (

    select * from {{ ref('fcr_variants') }}

),

paired as (

    select
        contacts.*,
        variants.variant_id,
        variants.chain,
        variants.is_net,
        variants.window_days,
        sequences.previous_gap_seconds,
        sequences.next_gap_seconds,
        case when variants.chain = 'one_touch' then contacts.first_solved_at else contacts.ended_at end as judged_from

    from contacts

    cross join variants

    left join sequences
        on contacts.contact_id = sequences.contact_id
        and variants.chain = sequences.chain

),

windowed as (

    select
        *,
        {{ dbt.dateadd('day', 'window_days', 'judged_from') }} as window_ends_at

    from paired

),

judged as (

    select
        windowed.*,
        coalesce(windowed.window_ends_at <= {{ as_of_at() }}, false) as is_mature,

        case
            when windowed.exclusion_reason is not null then windowed.exclusion_reason
            when windowed.is_outbound then 'outbound'
            when windowed.is_net and exclusions.topic is not null then 'not_eligible'
            when windowed.chain = 'one_touch' and windowed.contact_kind = 'reopen' then 'reopen'
            when windowed.chain = 'one_touch' and not windowed.has_events then 'no_event_history'
            when windowed.chain <> 'one_touch' and windowed.customer_id is null then 'unknown_customer'
            when windowed.chain = 'phone' and windowed.channel <> 'phone' then 'other_channel'
            when windowed.previous_gap_seconds <= windowed.window_days * 86400 then 'repeat_contact'
        end as reason,

        case
            when windowed.chain = 'one_touch'
                then windowed.first_cycle_reply_count = 1
                    and coalesce(windowed.first_reopened_at > windowed.window_ends_at, true)
            else coalesce(windowed.next_gap_seconds > windowed.window_days * 86400, true)
                and not windowed.has_undated_reopen
        end as is_resolved_first

    from windowed

    left join exclusions
        on windowed.topic = exclusions.topic

),

weighed as (

    select
        contact_id,
        ticket_id,
        customer_id,
        variant_id,
        channel,
        team_id,
        priority,
        customer_segment,
        reason as exclusion_reason,
        window_days,
        previous_gap_seconds,
        next_gap_seconds,
        {{ share_weights(
            'reason is null and is_mature', 'is_resolved_first', 'reason is null and not is_mature'
        ) | indent(8) }},
        {{ reporting_date('contacted_at') }} as metric_date,
        case
            when reason is not null then {{ day_after(reporting_date('contacted_at')) }}
            else {{ day_after(reporting_date('window_ends_at')) }}
        end as final_on,
        contacted_at,
        window_ends_at

    from judged

)

select * from weighed
