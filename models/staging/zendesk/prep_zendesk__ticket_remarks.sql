{{ config(enabled=plugged_in('zendesk')) }}

with

comments as (

    select * from {{ step_of('zendesk', 'comments') }}

),

tickets as (

    select * from {{ base_of('zendesk', 'tickets') }}

    where row_fate = 'kept'

),

numbered as (

    select
        *,

        row_number() over (
            partition by ticket_id
            order by said_at, place
        ) as comment_number

    from comments

),

told as (

    select
        numbered.*,

        -- what the submitter wrote first is the ticket itself, no reply
        coalesce(
            numbered.comment_number = 1
            and numbered.user_id = tickets.submitter_id
            and numbered.said_at <= {{ dbt.dateadd('minute', 1, 'tickets.created_at') }}, false
        ) as is_opening

    from numbered

    left join tickets
        on numbered.ticket_id = tickets.id

)

select
    comment_key,
    ticket_id,
    comment_number,
    user_id,
    said_at,

    case
        when is_public then 'public_reply'
        when not is_public then 'private_note'
        else 'unmapped'
    end as event_type,

    case when is_public then 6 else 5 end as event_stage,
    _loaded_at

from told

where
    not is_opening
    and not coalesce(is_deleted, false)
