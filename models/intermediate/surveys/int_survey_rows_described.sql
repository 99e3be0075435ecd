with

listed as (

    select * from {{ ref('int_survey_rows_listed') }}

),

customers as (

    select * from {{ ref('int_customers_identified') }}

),

tickets as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

calls as (

    select * from {{ ref('int_calls_unioned') }}

    where started_at <= {{ as_of_at() }}

),

agent_teams as (

    select * from {{ ref('int_agent_teams_spanned') }}

),

dated as (

    select
        *,
        {{ reporting_date('noted_at') }} as noted_on

    from listed

),

-- the ticket it is about says most, then the call, then whoever delivered it
described as (

    select
        dated.row_kind,
        dated.row_id,
        dated.question_id,
        dated.ticket_id,
        dated.call_id,
        dated.agent_id,
        customers.customer_id,
        customers.identity_id,
        coalesce(tickets.channel, calls.channel, dated.own_channel) as channel,
        coalesce(
            dated.own_team_id,
            tickets.team_id,
            case when calls.call_id is not null then coalesce(calls.team_id, 'unknown') end,
            agent_teams.team_id,
            'unknown'
        ) as team_id,
        coalesce(tickets.priority, 'not_applicable') as priority,
        coalesce(customers.customer_segment, 'unknown') as customer_segment,
        dated.noted_on,
        dated.noted_at

    from dated

    left join customers
        on dated.person_id = customers.person_id

    left join tickets
        on dated.ticket_id = tickets.ticket_id
        and dated.noted_at >= tickets.in_force_from
        and dated.noted_at < tickets.in_force_to

    left join calls
        on dated.call_id = calls.call_id

    left join agent_teams
        on dated.agent_id = agent_teams.agent_id
        and dated.noted_on >= agent_teams.valid_from
        and dated.noted_on < agent_teams.valid_to

)

select * from described
