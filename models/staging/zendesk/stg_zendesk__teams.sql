{{ config(enabled=plugged_in('zendesk')) }}

with

groups as (

    select * from {{ base_of('zendesk', 'groups') }}

    where row_fate = 'kept'

),

tiers as (

    select * from {{ ref('zendesk_support_tiers') }}

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'groups.id') }} as team_id,
        coalesce(groups.name, cast(groups.id as {{ dbt.type_string() }})) as team_name,
        'group' as team_kind,
        tiers.support_tier,
        not coalesce(groups.is_deleted, false) as is_active,
        groups.updated_at as source_updated_at,
        groups._loaded_at as loaded_at

    from groups

    left join tiers
        on {{ word_key('groups.name') }} = tiers.group_name

)

select * from conformed
