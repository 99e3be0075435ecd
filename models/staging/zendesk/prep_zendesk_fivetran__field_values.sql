{{ config(enabled=plugged_in('zendesk', 'fivetran'), materialized='view') }}

with

{%- set fields = "('status', 'priority', 'group_id', 'assignee_id')" %}
history as (

    select * from {{ ref('base_zendesk_fivetran__ticket_field_history') }}

    where row_fate = 'kept' and field_name in {{ fields }}

),

duplicates as (

    select * from {{ ref('base_zendesk_fivetran__ticket_field_history') }}

    where row_fate = 'duplicate' and field_name in {{ fields }}

),

tickets as (

    select * from {{ ref('base_zendesk_fivetran__tickets') }}

    where row_fate = 'kept'

),

dated as (

    select
        ticket_id,
        field_name,
        max(updated) as last_updated

    from history

    group by 1, 2

),

placed as (

    select
        history.*,

        -- of the values of the last second, the one that the ticket still has came last
        coalesce(
            history.updated = dated.last_updated
            and history.updated <= tickets.updated_at
            and lower(history.value) = lower(case history.field_name
                when 'status' then tickets.status
                when 'priority' then tickets.priority
                when 'group_id' then cast(tickets.group_id as {{ dbt.type_string() }})
                else cast(tickets.assignee_id as {{ dbt.type_string() }})
            end), false
        ) as is_last

    from history

    inner join dated
        on history.ticket_id = dated.ticket_id
        and history.field_name = dated.field_name

    left join tickets
        on history.ticket_id = tickets.id

),

-- the key of a change holds its value: one that comes back in its second looks like a duplicate
-- so one extract brings it twice: where the ticket ended, and where it belongs
repeated as (

    select
        duplicates.ticket_id,
        duplicates.field_name,
        duplicates.updated,
        duplicates.value,
        coalesce(duplicates._extract_file, '') as extract_file,
        places.place

    from duplicates

    cross join (values (0), (1)) as places (place)

    group by 1, 2, 3, 4, 5, 6

),

placings as (

    select
        placed.*,
        coalesce(repeated.place, case when placed.is_last then 1 else 0 end) as place

    from placed

    left join repeated
        on placed.is_last
        and placed.ticket_id = repeated.ticket_id
        and placed.field_name = repeated.field_name
        and placed.updated = repeated.updated
        and placed.value = repeated.value
        and coalesce(placed._extract_file, '') = repeated.extract_file

)

select
    ticket_id,
    field_name,
    updated as changed_at,
    cast(place as bigint) as place,
    _fivetran_synced as arrived_at,
    user_id,
    value as vendor_value,
    cast(null as {{ dbt.type_string() }}) as previous_value,
    _loaded_at

from placings
