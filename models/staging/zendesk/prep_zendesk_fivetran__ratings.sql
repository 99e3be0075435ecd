{{ config(enabled=plugged_in('zendesk', 'fivetran'), materialized='view') }}

with

history as (

    select * from {{ ref('base_zendesk_fivetran__ticket_field_history') }}

    where
        row_fate = 'kept'
        and field_name in ('satisfaction_score', 'satisfaction_comment')
        and value is not null

),

tickets as (

    select * from {{ base_of('zendesk', 'tickets') }}

    where row_fate = 'kept'

),

-- the words beside a score arrive in its second
comments as (

    select
        ticket_id,
        updated,
        max(value) as comment_text

    from history

    where field_name = 'satisfaction_comment'

    group by 1, 2

),

scores as (

    select *

    from history

    where field_name = 'satisfaction_score'

)

select
    cast(scores.ticket_id as {{ dbt.type_string() }})
    || '-' || {{ time_text('scores.updated') }} || '-' || lower(scores.value) as rating_key,
    scores.ticket_id,
    tickets.requester_id,
    cast(null as bigint) as assignee_id,
    cast(null as bigint) as group_id,
    scores.value as vendor_score,
    comments.comment_text,
    scores.updated as offered_at,
    scores.updated as rated_at,
    scores.updated as source_updated_at,
    scores._loaded_at

from scores

left join tickets
    on scores.ticket_id = tickets.id

left join comments
    on scores.ticket_id = comments.ticket_id
    and scores.updated = comments.updated
