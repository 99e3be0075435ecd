-- Until a CRM is plugged in, whoever asks or calls is a customer of their own.
with

customer_keys as (

    select * from {{ ref('int_customer_keys_unioned') }}

),

tickets as (

    select * from {{ ref('int_tickets_unioned') }}

),

calls as (

    select * from {{ ref('int_calls_unioned') }}

),

survey_invitations as (

    select * from {{ ref('int_survey_invitations_unioned') }}

),

survey_responses as (

    select * from {{ ref('int_survey_responses_unioned') }}

),

feedback as (

    select * from {{ ref('int_feedback_unioned') }}

),

people as (

    select person_id from customer_keys

    union all

    select requester_id as person_id from tickets

    where requester_id is not null

    union all

    select caller_id as person_id from calls

    where caller_id is not null

    union all

    select person_id from survey_invitations

    where person_id is not null

    union all

    select person_id from survey_responses

    where person_id is not null

    union all

    select person_id from feedback

    where person_id is not null

),

identified as (

    select
        person_id,
        person_id as identity_id,
        person_id as customer_id,
        'unknown' as customer_segment

    from people

    group by 1

)

select * from identified
