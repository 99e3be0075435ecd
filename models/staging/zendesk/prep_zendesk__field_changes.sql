{{ config(enabled=plugged_in('zendesk'), materialized='view') }}

{#- Inside one second: as the shape knows it, else as a ticket lives, else as the rows arrived. -#}
{%- set in_order -%}
changed_at asc, place asc, own_stage asc, arrived_at asc nulls last, vendor_value asc nulls first
{%- endset -%}

with

valued as (

    select * from {{ ref('prep_zendesk__field_words') }}

),

stepped as (

    select
        *,

        lag(port_value) over (
            partition by ticket_id, field_name
            order by {{ in_order }}
        ) as value_before,

        row_number() over (
            partition by ticket_id, field_name
            order by {{ in_order }}
        ) as change_number,

        coalesce(changed_at = lag(changed_at) over (
            partition by ticket_id, field_name
            order by {{ in_order }}
        ), false) or coalesce(changed_at = lead(changed_at) over (
            partition by ticket_id, field_name
            order by {{ in_order }}
        ), false) as shares_second

    from valued

),

-- only what shares its second needs the windows below, and that is little
staged as (

    select
        *,
        own_stage as event_stage,
        1 as repeat_number

    from stepped

    where not shares_second

    union all

    select
        *,

        -- a status that comes back within its second does not overtake the one in between
        max(own_stage) over (
            partition by ticket_id, field_name, changed_at
            order by change_number
            rows between unbounded preceding and current row
        ) as event_stage,

        row_number() over (
            partition by ticket_id, field_name, changed_at, vendor_value
            order by change_number
        ) as repeat_number

    from stepped

    where shares_second

)

select
    {{ plain_text('ticket_id', 'bigint') }} || ':' || field_name || ':'
    || {{ time_text('changed_at') }} || ':' || coalesce(vendor_value, '')
    || case
        when repeat_number > 1 then ':' || {{ plain_text('repeat_number', 'bigint') }}
        else ''
    end as change_key,

    ticket_id,
    field_name,
    changed_at,

    case field_name
        when 'status' then 'status_changed'
        when 'priority' then 'priority_changed'
        when 'group_id' then 'team_assigned'
        else 'agent_assigned'
    end as event_type,

    user_id,
    event_stage,
    vendor_value,
    port_value as to_value,

    -- a history that begins midway may tell what was before it
    case when change_number = 1 then told_previous_value else value_before end as from_value,
    change_number,
    _loaded_at

from staged
