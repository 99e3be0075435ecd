{{ config(enabled=plugged_in('zendesk', 'api'), materialized='view') }}

with

ratings as (

    select * from {{ ref('base_zendesk_api__satisfaction_ratings') }}

    where row_fate = 'kept'

)

select
    cast(id as {{ dbt.type_string() }}) as rating_key,
    ticket_id,
    requester_id,
    assignee_id,
    group_id,
    score as vendor_score,
    comment as comment_text,
    created_at as offered_at,
    coalesce(updated_at, created_at) as rated_at,
    updated_at as source_updated_at,
    _loaded_at

from ratings
