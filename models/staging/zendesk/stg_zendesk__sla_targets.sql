{{ config(enabled=plugged_in('zendesk')) }}

with

spans as (

    select * from {{ ref('prep_zendesk__policy_spans') }}

),

promises as (

    select * from {{ ref('prep_zendesk__policy_versions') }}

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

        -- what is promised, in one word
        spans.sla_policy_id || ':' || promises.target_seconds || ':'
        || coalesce(promises.is_business_time, false) as promise

    from spans

    inner join promises
        on spans.sla_policy_id = promises.sla_policy_id
        and {{ word_key('spans.vendor_priority') }} = {{ word_key('promises.vendor_priority') }}
        and spans.applied_at >= promises.in_force_from
        and spans.applied_at < promises.in_force_to

),

followed as (

    select
        *,

        lag(promise) over (
            partition by ticket_id, vendor_metric
            order by applied_at
        ) as previous_promise

    from targeted

),

superseded as (

    select
        *,

        ticket_id || ':' || vendor_metric || ':' || applied_at as target_key,

        lead(applied_at) over (
            partition by ticket_id, sla_metric
            order by applied_at, vendor_metric
        ) as superseded_at

    from followed

    -- the same promise again is no new one
    where promise is distinct from previous_promise

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'superseded.target_key') }} as sla_target_id,
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
