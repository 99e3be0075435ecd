{{ config(enabled=plugged_in('amazon_connect')) }}

with

records as (

    select * from {{ ref('base_amazon_connect__contact_records') }}

    where row_fate = 'kept' and coalesce(queue_arn, queue_name) is not null

),

keyed as (

    select
        *,
        coalesce(queue_arn, queue_name) as queue_key

    from records

),

-- what is not of the latest time cannot be the latest record: few are left to be sorted
latest as (

    select
        queue_key,
        max(last_updated_at) as last_updated_at

    from keyed

    group by 1

),

recent as (

    select keyed.*

    from keyed

    inner join latest
        on keyed.queue_key = latest.queue_key
        and (
            keyed.last_updated_at = latest.last_updated_at
            or latest.last_updated_at is null
        )

),

-- a queue is called what its latest record calls it
ranked as (

    select
        *,
        row_number() over (
            partition by queue_key
            order by last_updated_at desc nulls last, initiated_at desc, contact_id desc
        ) as version_rank

    from recent

),

conformed as (

    select
        'amazon_connect' as vendor,
        '{{ instance_of('amazon_connect') }}' as instance,
        {{ vendor_id('amazon_connect', 'queue_key') }} as team_id,
        coalesce(queue_name, queue_key) as team_name,
        'queue' as team_kind,
        cast(null as integer) as support_tier,
        true as is_active,
        last_updated_at as source_updated_at,
        _loaded_at as loaded_at

    from ranked

    where version_rank = 1

)

select * from conformed
