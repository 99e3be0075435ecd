{{ config(enabled=plugged_in('zendesk', 'api')) }}

with

tickets as (

    select * from {{ ref('base_zendesk_api__tickets') }}

    where row_fate = 'kept'

),

listed as (

    {{ json_items('tickets', 'tags', ['id']) | indent(4) }}

)

select
    id as ticket_id,
    item as tag

from listed

where item is not null
