{#- A view: what it is read from is stored, and it is read once. -#}
{{ config(materialized='view') }}
with

issues as (

    select * from {{ ref('fct_issues') }}

    where is_resolved_first and exclusion_reason is null

),

contacts as (

    select * from {{ ref('fct_contacts') }}

    where issue_id is not null

),

targets as (

    select * from {{ ref('fct_ticket_sla_targets') }}

    where sla_state = 'breached' and is_best_tier and exclusion_reason is null

),

tickets as (

    select * from {{ ref('fct_tickets') }}

),

responses as (

    select * from {{ ref('fct_survey_responses') }}

    where measure = 'nps' and exclusion_reason is null

),

numbered as (

    select
        *,

        row_number() over (
            partition by issue_id
            order by contacted_at, contact_id
        ) as number_in_issue

    from contacts

),

-- nobody knew of it before the window had closed
experienced as (

    select
        customer_id,
        'first_contact_resolved' as experience,
        {{ reporting_date('window_ends_at') }} as experienced_on

    from issues

    union all

    select
        customer_id,
        'repeat_contact' as experience,
        {{ reporting_date('contacted_at') }} as experienced_on

    from numbered

    where number_in_issue = 2

    union all

    select
        tickets.customer_id,
        'breached_sla' as experience,
        {{ reporting_date('targets.decided_at') }} as experienced_on

    from targets

    inner join tickets
        on targets.ticket_id = tickets.ticket_id

    union all

    select
        customer_id,
        'detractor' as experience,
        responded_on as experienced_on

    from responses

    where scale_max = 10 and scale_min in (0, 1) and score < 7

),

grouped as (

    select
        customer_id,
        experience,
        experienced_on,
        cast(count(*) as integer) as experience_count

    from experienced

    where customer_id is not null and experienced_on is not null

    group by 1, 2, 3

)

select * from grouped
