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

-- a queue is called what its latest record calls it
{{ latest_records('keyed', 'queue_key') }},

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
