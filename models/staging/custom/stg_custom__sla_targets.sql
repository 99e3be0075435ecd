{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

sla_targets as (

    select * from {{ ref('base_custom__sla_targets') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('custom_words') }}

),

-- durations take each other's place; due times and verdicts of several agreements do not
moments as (

    select
        ticket_id,
        lower(sla_metric) as sla_metric,
        applied_at

    from sla_targets

    where lower(tier) = 'computed'

    group by 1, 2, 3

),

followed as (

    select
        *,

        lead(applied_at) over (
            partition by ticket_id, sla_metric
            order by applied_at
        ) as next_applied_at

    from moments

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'sla_targets.sla_target_id') }} as sla_target_id,
        {{ vendor_id('custom', 'sla_targets.ticket_id') }} as ticket_id,
        lower(sla_targets.sla_metric) as sla_metric,
        lower(sla_targets.tier) as tier,
        {{ vendor_id('custom', 'sla_targets.policy_id') }} as policy_id,
        case
            when sla_targets.priority is not null then coalesce(priorities.port_word, 'unmapped')
        end as priority,
        sla_targets.target_seconds,
        sla_targets.is_business_time,
        {{ vendor_id('custom', 'sla_targets.schedule_id') }} as schedule_id,
        sla_targets.applied_at,
        coalesce(sla_targets.superseded_at, followed.next_applied_at) as superseded_at,
        sla_targets.due_at,
        sla_targets.is_met,
        sla_targets.decided_at,
        sla_targets.source_updated_at,
        sla_targets._loaded_at as loaded_at

    from sla_targets

    left join followed
        on lower(sla_targets.tier) = 'computed'
        and sla_targets.ticket_id = followed.ticket_id
        and lower(sla_targets.sla_metric) = followed.sla_metric
        and sla_targets.applied_at = followed.applied_at

    left join words as priorities
        on priorities.vocabulary = 'priority'
        and {{ word_key('sla_targets.priority') }} = priorities.vendor_word

)

select * from conformed
