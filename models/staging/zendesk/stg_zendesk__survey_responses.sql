{{ config(enabled=plugged_in('zendesk'), materialized='view') }}

with

ratings as (

    select * from {{ ref('prep_zendesk__ratings') }}

    -- an offer is an invitation, and no answer yet
    where rating not in ('offered', 'unoffered')

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'rating_key') }} as response_id,
        {{ vendor_id('zendesk', "'satisfaction'") }} as question_id,
        {{ vendor_id('zendesk', 'ticket_id') }} as invitation_id,
        {{ vendor_id('zendesk', "'satisfaction'") }} as instrument_id,
        'csat' as measure,
        cast(0 as decimal(18, 3)) as scale_min,
        cast(1 as decimal(18, 3)) as scale_max,
        true as higher_is_better,
        cast(case rating when 'good' then 1 when 'bad' then 0 end as decimal(18, 3)) as score,
        cast(1 as decimal(18, 3)) as response_weight,
        'customer' as audience,
        {{ vendor_id('zendesk', 'requester_id') }} as person_id,
        {{ vendor_id('zendesk', 'ticket_id') }} as ticket_id,
        cast(null as {{ dbt.type_string() }}) as call_id,
        {{ vendor_id('zendesk', 'assignee_id') }} as agent_id,
        {{ vendor_id('zendesk', 'group_id') }} as team_id,
        channel,
        cast(null as {{ dbt.type_string() }}) as wave,
        rated_at as responded_at,
        false as is_test,
        false as is_partial,
        source_updated_at,
        _loaded_at as loaded_at

    from ratings

)

select * from conformed
