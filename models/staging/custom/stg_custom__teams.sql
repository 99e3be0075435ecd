{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

teams as (

    select * from {{ ref('base_custom__teams') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('custom_words') }}

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'teams.team_id') }} as team_id,
        coalesce(teams.team_name, teams.team_id) as team_name,
        coalesce(kinds.port_word, 'unmapped') as team_kind,
        teams.support_tier,
        coalesce(teams.is_active, true) as is_active,
        teams.source_updated_at,
        teams._loaded_at as loaded_at

    from teams

    left join words as kinds
        on kinds.vocabulary = 'team_kind'
        and {{ word_key('teams.team_kind') }} = kinds.vendor_word

)

select * from conformed
