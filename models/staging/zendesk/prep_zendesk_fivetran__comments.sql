{{ config(enabled=plugged_in('zendesk', 'fivetran'), materialized='view') }}

with

comments as (

    select * from {{ ref('base_zendesk_fivetran__ticket_comments') }}

    where row_fate = 'kept'

)

select
    cast(id as {{ dbt.type_string() }}) as comment_key,
    ticket_id,
    created as said_at,
    id as place,
    user_id,
    public as is_public,
    is_deleted,
    _loaded_at

from comments
