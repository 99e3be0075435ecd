{#- So many minutes after the end of a call a ticket may still have been opened from it. -#}
{%- set minutes = var('opening_call_minutes', 60) -%}
with

tickets as (

    select * from {{ ref('int_tickets_unioned') }}

    where opened_at <= {{ as_of_at() }}

),

calls as (

    select * from {{ ref('int_calls_checked') }}

),

matched as (

    select
        tickets.ticket_id,
        calls.call_id,
        calls.direction,
        calls.channel,
        calls.team_id,
        calls.started_at,
        0 as match_rank

    from tickets

    inner join calls
        on tickets.opened_from_call_id = calls.call_id

    union all

    select
        tickets.ticket_id,
        calls.call_id,
        calls.direction,
        calls.channel,
        calls.team_id,
        calls.started_at,

        -- a try to reach the customer before they rang themselves opened nothing
        case when calls.direction = 'outbound' then 2 else 1 end as match_rank

    from tickets

    inner join calls
        on tickets.ticket_id = calls.ticket_id
        and tickets.opened_at >= calls.started_at
        and tickets.opened_at <= {{ dbt.dateadd(
            'minute', minutes, 'coalesce(calls.ended_at, calls.answered_at, calls.started_at)'
        ) }}

    where calls.direction in ('inbound', 'callback', 'outbound') and not calls.is_test

),

ranked as (

    select
        *,

        row_number() over (
            partition by ticket_id
            order by match_rank, started_at, call_id
        ) as call_number

    from matched

),

chosen as (

    select
        ticket_id,
        call_id,
        direction,
        channel,
        team_id,
        started_at

    from ranked

    where call_number = 1

)

select * from chosen
