{{ config(enabled=plugged_in('zendesk'), materialized='view') }}

with

groups as (

    select * from {{ base_of('zendesk', 'groups') }}

    where row_fate = 'kept'

),

tiers as (

    select * from {{ ref('zendesk_support_tiers') }}

),

tiered as (

    select
        groups.id,
        max(tiers.support_tier) as support_tier

    from groups

    inner join tiers
        on coalesce(tiers.group_id, groups.id) = groups.id
        and coalesce(tiers.group_name, {{ word_key('groups.name') }})
        = {{ word_key('groups.name') }}
        and (tiers.group_id is not null or tiers.group_name is not null)

    group by 1

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'groups.id') }} as team_id,
        coalesce(groups.name, cast(groups.id as {{ dbt.type_string() }})) as team_name,
        'group' as team_kind,
        tiered.support_tier,
        not coalesce(groups.is_deleted, false) as is_active,
        groups.updated_at as source_updated_at,
        groups._loaded_at as loaded_at

    from groups

    left join tiered
        on groups.id = tiered.id

)

select * from conformed
