{#- A view, read once. Only tickets that were ever thrown away are looked at: they are few. -#}
{{ config(materialized='view') }}

with

deletions as (

    select * from {{ ref('int_ticket_events_unioned') }}

    where event_type = 'deleted' or (event_type = 'status_changed' and to_value = 'deleted')

),

moves as (

    select * from {{ ref('int_ticket_events_unioned') }}

    where
        event_at <= {{ as_of_at() }}
        and (
            event_type in ('deleted', 'restored')
            or (event_type = 'status_changed' and to_value is not null)
        )

),

thrown_away as (

    select ticket_id

    from deletions

    group by 1

),

ordered as (

    select
        moves.ticket_id,
        moves.event_type,
        moves.to_value,

        row_number() over (
            partition by moves.ticket_id
            order by moves.event_at desc, moves.sequence_number desc, moves.ticket_event_id desc
        ) as moves_back

    from moves

    inner join thrown_away
        on moves.ticket_id = thrown_away.ticket_id

)

select ticket_id

from ordered

where
    moves_back = 1
    and (event_type = 'deleted' or (event_type = 'status_changed' and to_value = 'deleted'))
