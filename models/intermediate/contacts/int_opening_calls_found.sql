{#- So many minutes after the end of a call a ticket may still have been opened from it. -#}
{%- set minutes = var('opening_call_minutes', 60) -%}
with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

calls as (

    select * from {{ ref('int_calls_checked') }}

),

callers as (

    select * from {{ ref('int_callers_identified') }}

),

matched as (

    select
        tickets.ticket_id,
        tickets.exclusion_reason,
        tickets.opened_at,
        calls.call_id,
        calls.direction,
        calls.started_at,
        0 as match_rank

    from tickets

    inner join calls
        on tickets.opened_from_call_id = calls.call_id

    union all

    select
        tickets.ticket_id,
        tickets.exclusion_reason,
        tickets.opened_at,
        calls.call_id,
        calls.direction,
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

numbered as (

    select
        *,

        row_number() over (
            partition by call_id
            order by case when exclusion_reason is null then 0 else 1 end, opened_at, ticket_id
        ) as ticket_number_of_call

    from ranked

    where call_number = 1

),

found as (

    select
        numbered.ticket_id,
        numbered.call_id,
        calls.channel,
        calls.team_id,
        callers.customer_id,
        callers.identity_id,
        callers.customer_segment,
        numbered.direction in ('outbound', 'internal') as is_outbound,
        numbered.ticket_number_of_call = 1 as is_first_ticket,
        numbered.started_at

    from numbered

    inner join calls
        on numbered.call_id = calls.call_id

    inner join callers
        on numbered.call_id = callers.call_id

)

select * from found
