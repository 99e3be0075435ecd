with

tickets as (

    select * from {{ ref('int_tickets_scoped') }}

),

matched as (

    select * from {{ ref('int_ticket_calls_matched') }}

),

callers as (

    select * from {{ ref('int_callers_identified') }}

),

numbered as (

    select
        matched.*,

        row_number() over (
            partition by matched.call_id
            order by
                case when tickets.exclusion_reason is null then 0 else 1 end,
                tickets.opened_at,
                tickets.ticket_id
        ) as ticket_number_of_call

    from matched

    inner join tickets
        on matched.ticket_id = tickets.ticket_id

),

found as (

    select
        numbered.ticket_id,
        numbered.call_id,
        numbered.channel,
        numbered.team_id,
        callers.customer_id,
        callers.identity_id,
        callers.customer_segment,
        numbered.ticket_number_of_call = 1 as is_first_ticket,
        numbered.started_at

    from numbered

    inner join callers
        on numbered.call_id = callers.call_id

)

select * from found
