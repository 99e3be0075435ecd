{{ config(enabled=plugged_in('zendesk', 'fivetran'), materialized='view') }}

with

spans as (

    select * from {{ ref('prep_zendesk_fivetran__policy_spans') }}

),

promises as (

    select * from {{ ref('prep_zendesk_fivetran__policy_versions') }}

),

numbered as (

    select
        *,

        row_number() over (partition by ticket_id order by applied_at) as span_number,
        lead(applied_at) over (partition by ticket_id order by applied_at) as next_applied_at

    from spans

),

targeted as (

    select
        numbered.*,
        promises.vendor_metric,
        promises.sla_metric,
        promises.target_seconds,
        promises.is_business_time,

        -- what is promised, in one word
        numbered.sla_policy_id || ':' || promises.target_seconds || ':'
        || case when promises.is_business_time then 'business' else 'calendar' end as promise

    from numbered

    inner join promises
        on numbered.sla_policy_id = promises.sla_policy_id
        and {{ word_key('numbered.vendor_priority') }} = {{ word_key('promises.vendor_priority') }}
        and numbered.applied_at >= promises.in_force_from
        and numbered.applied_at < promises.in_force_to

),

grouped as (

    select
        *,

        -- the same promise again is no new one, unless it was dropped in between
        case
            when promise is null then span_number
            else span_number - row_number() over (
                partition by ticket_id, vendor_metric, promise
                order by span_number
            )
        end as run_number

    from targeted

),

endings as (

    select
        ticket_id,
        vendor_metric,
        promise,
        run_number,
        min(span_number) as span_number,

        -- the last of a ticket lasts; another ends with its last span, whatever follows
        case when count(*) = count(next_applied_at) then max(next_applied_at) end as superseded_at

    from grouped

    group by 1, 2, 3, 4

)

select
    grouped.*,
    endings.superseded_at

from grouped

inner join endings
    on grouped.ticket_id = endings.ticket_id
    and grouped.vendor_metric = endings.vendor_metric
    and grouped.span_number = endings.span_number
