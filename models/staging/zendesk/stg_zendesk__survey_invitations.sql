{{ config(enabled=plugged_in('zendesk'), materialized='view') }}

with

ratings as (

    select * from {{ ref('prep_zendesk__ratings') }}

),

-- the vendor asks once a ticket; who rated without a recorded offer was asked by then
offered as (

    select
        ticket_id,
        min(requester_id) as requester_id,
        min(channel) as channel,
        min(offered_at) as offered_at,
        max(source_updated_at) as source_updated_at,
        max(_loaded_at) as loaded_at

    from ratings

    where rating <> 'unoffered' and ticket_id is not null

    group by 1

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'ticket_id') }} as invitation_id,
        {{ vendor_id('zendesk', "'satisfaction'") }} as instrument_id,
        'customer' as audience,
        {{ vendor_id('zendesk', 'requester_id') }} as person_id,
        {{ vendor_id('zendesk', 'ticket_id') }} as ticket_id,
        cast(null as {{ dbt.type_string() }}) as call_id,
        cast(null as {{ dbt.type_string() }}) as agent_id,
        channel,
        offered_at as sent_at,
        source_updated_at,
        loaded_at

    from offered

)

select * from conformed
