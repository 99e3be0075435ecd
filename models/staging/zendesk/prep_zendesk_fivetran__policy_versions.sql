{{ config(enabled=plugged_in('zendesk', 'fivetran')) }}

with

metrics as (

    select * from {{ ref('base_zendesk_fivetran__sla_policy_metrics') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('zendesk_words') }}

),

versions as (

    select
        sla_policy_id,
        sla_policy_updated_at,

        lag(sla_policy_updated_at) over (
            partition by sla_policy_id
            order by sla_policy_updated_at
        ) as previous_version_at,

        coalesce(lead(sla_policy_updated_at) over (
            partition by sla_policy_id
            order by sla_policy_updated_at
        ), cast('9999-12-31' as timestamp)) as in_force_to

    from metrics

    group by 1, 2

),

promised as (

    select
        metrics.sla_policy_id,
        metrics.metric as vendor_metric,
        words.port_word as sla_metric,
        metrics.priority as vendor_priority,
        cast(metrics.target * 60 as decimal(18, 3)) as target_seconds,
        metrics.business_hours as is_business_time,

        -- what a policy promised before its oldest known version nobody tells; we take that version
        case
            when versions.previous_version_at is null then cast('1900-01-01' as timestamp)
            else versions.sla_policy_updated_at
        end as in_force_from,

        versions.in_force_to

    from metrics

    inner join versions
        on metrics.sla_policy_id = versions.sla_policy_id
        and metrics.sla_policy_updated_at = versions.sla_policy_updated_at

    -- metrics the port has no word for are left out
    inner join words
        on words.vocabulary = 'sla_metric'
        and {{ word_key('metrics.metric') }} = words.vendor_word

)

select * from promised
