{{ config(enabled=plugged_in('zendesk')) }}

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

        -- a status that comes back within its second does not overtake the one in between
        max(own_stage) over (
            partition by ticket_id, field_name, changed_at
            order by {{ in_order }}
            rows between unbounded preceding and current row
        ) as event_stage,

        lag(port_value) over (
            partition by ticket_id, field_name
            order by {{ in_order }}
        ) as value_before,

        row_number() over (
            partition by ticket_id, field_name
            order by {{ in_order }}
        ) as change_number,

        row_number() over (
            partition by ticket_id, field_name, changed_at, vendor_value
            order by {{ in_order }}
        ) as repeat_number

    from valued

)

select
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
    repeat_number,
    _loaded_at

from stepped
