{{ config(enabled=plugged_in('zendesk', 'fivetran'), materialized='view') }}

with

history as (

    select * from {{ ref('base_zendesk_fivetran__ticket_field_history') }}

    where field_name in ('status', 'priority', 'group_id', 'assignee_id')

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

    where row_fate = 'kept'

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

    where history.row_fate = 'kept'

),

-- the key of a change holds its value: one that comes back in its second looks like a duplicate
repeated as (

    select
        ticket_id,
        field_name,
        updated,
        value,
        coalesce(_extract_file, '') as extract_file
    from history

    where row_fate = 'duplicate'

    group by 1, 2, 3, 4, 5

),

placings as (

    select
        *,
        case when is_last then 1 else 0 end as place
    from placed

    union all

    -- one extract brings it twice: where the ticket ended, and where it belongs
    select
        placed.*,
        0 as place
    from placed

    inner join repeated
        on placed.ticket_id = repeated.ticket_id
        and placed.field_name = repeated.field_name
        and placed.updated = repeated.updated
        and placed.value = repeated.value
        and coalesce(placed._extract_file, '') = repeated.extract_file

    where placed.is_last

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
