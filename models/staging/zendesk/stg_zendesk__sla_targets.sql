{{ config(enabled=plugged_in('zendesk')) }}

with

spans as (

    select * from {{ ref('stg_zendesk__policy_spans') }}

),

promises as (

    select * from {{ ref('stg_zendesk__policy_versions') }}

),

words as (

    select * from {{ ref('zendesk_words') }}

),

targeted as (

    select
        spans.ticket_id,
        spans.sla_policy_id,
        spans.vendor_priority,
        spans.applied_at,
        spans._loaded_at,
        promises.vendor_metric,
        promises.sla_metric,
        promises.target_seconds,
        promises.is_business_time,

        lag(
            spans.sla_policy_id || ':' || promises.target_seconds || ':' || coalesce(promises.is_business_time, false)
        ) over (
            partition by spans.ticket_id, promises.vendor_metric
            order by spans.applied_at
        ) as previous_promise

    from spans

    inner join promises
        on spans.sla_policy_id = promises.sla_policy_id
        and {{ word_key('spans.vendor_priority') }} = {{ word_key('promises.vendor_priority') }}
        and spans.applied_at >= promises.in_force_from
        and spans.applied_at < promises.in_force_to

),

superseded as (

    select
        *,

        lead(applied_at) over (
            partition by ticket_id, sla_metric
            order by applied_at, vendor_metric
        ) as superseded_at

    from targeted

    -- the same promise again is no new one
    where previous_promise is distinct from
        sla_policy_id || ':' || target_seconds || ':' || coalesce(is_business_time, false)

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', "superseded.ticket_id || ':' || superseded.vendor_metric || ':' || superseded.applied_at") }}
            as sla_target_id,
        {{ vendor_id('zendesk', 'superseded.ticket_id') }} as ticket_id,
        superseded.sla_metric,
        'computed' as tier,
        {{ vendor_id('zendesk', 'superseded.sla_policy_id') }} as policy_id,
        coalesce(priorities.port_word, 'unmapped') as priority,
        superseded.target_seconds,
        superseded.is_business_time,
        cast(null as {{ dbt.type_string() }}) as schedule_id,
        superseded.applied_at,
        superseded.superseded_at,
        cast(null as timestamp) as due_at,
        cast(null as boolean) as is_met,
        cast(null as timestamp) as decided_at,
        superseded.applied_at as source_updated_at,
        superseded._loaded_at as loaded_at

    from superseded

    left join words as priorities
        on priorities.vocabulary = 'priority'
        and {{ word_key('superseded.vendor_priority') }} = priorities.vendor_word

)

select * from conformed
