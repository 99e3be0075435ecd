{#- The definition of FCR; parameters: seeds/fcr_variants.csv. A table would hold all 9 times. -#}
{{ config(materialized='view') }}
with

contacts as (

    select * from {{ ref('int_contacts_unioned') }}

),

gaps as (

    select * from {{ ref('int_contact_gaps_measured') }}

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
        variants.chain = 'one_touch' as is_one_touch,
        variants.is_net and exclusions.topic is not null as is_ineligible,
        variants.window_days,
        {%- for side in ['previous', 'next'] %}
        case variants.chain
            when 'any' then gaps.any_{{ side }}_gap_seconds
            when 'phone' then gaps.phone_{{ side }}_gap_seconds
            when 'same_topic' then gaps.same_topic_{{ side }}_gap_seconds
        end as {{ side }}_gap_seconds,
        {%- endfor %}
        {{ dbt.dateadd('day', 'variants.window_days', "
            case when variants.chain = 'one_touch' then contacts.first_solved_at else contacts.ended_at end
        ") }} as window_ends_at

    from contacts

    left join gaps
        on contacts.contact_id = gaps.contact_id

    left join exclusions
        on contacts.topic = exclusions.topic

    cross join variants

),

judged as (

    select
        *,
        coalesce(window_ends_at <= {{ as_of_at() }}, false) as is_mature,

        case
            when exclusion_reason is not null then exclusion_reason
            when is_outbound then 'outbound'
            when is_ineligible then 'not_eligible'
            when is_one_touch and contact_kind <> 'ticket' then contact_kind
            when is_one_touch and not has_events then 'no_event_history'
            when not is_one_touch and identity_id is null then 'unknown_customer'
            when chain = 'phone' and channel <> 'phone' then 'other_channel'
            when previous_gap_seconds <= window_days * 86400 then 'repeat_contact'
        end as reason,

        case
            when not is_one_touch and has_undated_reopen then false
            when not is_one_touch then coalesce(next_gap_seconds > window_days * 86400, true)
            when first_cycle_reply_count <> 1 then false
            else coalesce(first_reopened_at > window_ends_at, true)
        end as is_resolved_first

    from paired

),

weighed as (

    select
        contact_id,
        ticket_id,
        call_id,
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
        {{ plus_days(reporting_date(
            'case when reason is not null or window_ends_at < contacted_at then contacted_at '
            ~ 'else window_ends_at end'
        ), 1) }} as final_on,
        contacted_at,
        window_ends_at

    from judged

)

select * from weighed
