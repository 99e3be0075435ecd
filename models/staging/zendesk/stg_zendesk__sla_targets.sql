{{ config(enabled=plugged_in('zendesk', 'fivetran')) }}

with

promises as (

    select * from {{ ref('prep_zendesk_fivetran__promises') }}

),

words as (

    select * from {{ ref('zendesk_words') }}

),

keyed as (

    select
        *,
        ticket_id || ':' || vendor_metric || ':' || applied_at as target_key

    from promises

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'keyed.target_key') }} as sla_target_id,
        {{ vendor_id('zendesk', 'keyed.ticket_id') }} as ticket_id,
        keyed.sla_metric,
        'computed' as tier,
        {{ vendor_id('zendesk', 'keyed.sla_policy_id') }} as policy_id,
        coalesce(priorities.port_word, 'unmapped') as priority,
        keyed.target_seconds,
        keyed.is_business_time,
        cast(null as {{ dbt.type_string() }}) as schedule_id,
        keyed.applied_at,
        keyed.superseded_at,
        cast(null as timestamp) as due_at,
        cast(null as boolean) as is_met,
        cast(null as timestamp) as decided_at,
        keyed.applied_at as source_updated_at,
        keyed._loaded_at as loaded_at

    from keyed

    left join words as priorities
        on priorities.vocabulary = 'priority'
        and {{ word_key('keyed.vendor_priority') }} = priorities.vendor_word

)

select * from conformed
