{{ config(enabled=plugged_in('zendesk', 'fivetran')) }}

with

-- the survivor lists the tickets merged into it
survivors as (

    select * from {{ ref('base_zendesk_fivetran__tickets') }}

    where row_fate = 'kept' and merged_ticket_ids <> '[]'

),

listed as (

    select
        id as survivor_id,
        {{ text_items("translate(merged_ticket_ids, '[]\"'' ', '')", ',') }} as merged_id

    from survivors

),

merged as (

    select
        {{ safe_cast('merged_id', 'bigint') }} as ticket_id,

        -- should two claim it, always the same one
        cast(max(survivor_id) as {{ dbt.type_string() }}) as merged_into_ticket_id

    from listed

    where {{ safe_cast('merged_id', 'bigint') }} <> survivor_id

    group by 1

)

select * from merged
