{{ config(enabled=plugged_in('zendesk', 'fivetran')) }}

with

tickets as (

    select * from {{ ref('base_zendesk_fivetran__tickets') }}

    where row_fate = 'kept'

),

changes as (

    select * from {{ ref('prep_zendesk__field_changes') }}

    where field_name = 'priority'

),

points as (

    -- before the first change there was none; without any change, what there is now
    select
        tickets.id as ticket_id,
        0 as change_number,
        cast('1900-01-01' as timestamp) as in_force_from,
        case when changes.ticket_id is null then tickets.priority end as vendor_priority

    from tickets

    left join changes
        on tickets.id = changes.ticket_id
        and changes.change_number = 1

    union all

    select
        ticket_id,
        change_number,
        changed_at as in_force_from,
        vendor_value as vendor_priority

    from changes

),

bounded as (

    select
        ticket_id,
        vendor_priority,
        in_force_from,

        coalesce(lead(in_force_from) over (
            partition by ticket_id
            order by change_number
        ), cast('9999-12-31' as timestamp)) as in_force_to

    from points

)

select * from bounded

where in_force_from < in_force_to
