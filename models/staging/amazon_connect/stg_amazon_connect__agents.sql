{{ config(enabled=plugged_in('amazon_connect')) }}

with

records as (

    select * from {{ ref('base_amazon_connect__contact_records') }}

    where row_fate = 'kept' and coalesce(agent_arn, agent_username) is not null

),

keys as (

    select * from {{ source('secrets', 'pseudonym_key') }}

),

keyed as (

    select
        *,
        coalesce(agent_arn, agent_username) as agent_key

    from records

),

-- an agent signs in as the latest record says
{{ latest_records('keyed', 'agent_key') }},

conformed as (

    select
        'amazon_connect' as vendor,
        '{{ instance_of('amazon_connect') }}' as instance,
        {{ vendor_id('amazon_connect', 'ranked.agent_key') }} as agent_id,
        ranked.agent_username as agent_name,

        -- a login is an address only where it looks like one
        case
            when ranked.agent_username like '%_@_%._%'
                then {{ keyed_hash('lower(ranked.agent_username)', 'keys.pseudonym_key') }}
        end as email_hash,

        cast(null as {{ dbt.type_string() }}) as employee_id,
        cast(null as {{ dbt.type_string() }}) as team_id,
        'agent' as agent_role,
        true as is_active,
        cast(null as timestamp) as created_at,
        ranked.last_updated_at as source_updated_at,
        ranked._loaded_at as loaded_at

    from ranked

    left join keys
        on 1 = 1

    where ranked.version_rank = 1

)

select * from conformed
