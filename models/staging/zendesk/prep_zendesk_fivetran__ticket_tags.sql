{{ config(enabled=plugged_in('zendesk', 'fivetran'), materialized='view') }}

with

tags as (

    select * from {{ ref('base_zendesk_fivetran__ticket_tags') }}

    where row_fate = 'kept'

)

select
    ticket_id,
    tag

from tags
