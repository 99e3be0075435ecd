-- Everybody who has a key, asked, called, was asked or gave an answer: whom identity is about.
with

customer_keys as (

    select * from {{ ref('int_customer_keys_unioned') }}

),

customers as (

    select * from {{ ref('int_customers_unioned') }}

),

tickets as (

    select * from {{ ref('int_tickets_unioned') }}

),

calls as (

    select * from {{ ref('int_calls_unioned') }}

),

survey_invitations as (

    select * from {{ ref('int_survey_invitations_unioned') }}

    where audience = 'customer'

),

survey_responses as (

    select * from {{ ref('int_survey_responses_unioned') }}

    where audience = 'customer'

),

feedback as (

    select * from {{ ref('int_feedback_unioned') }}

    where feedback_source <> 'employee'

),

edges as (

    select * from {{ ref('int_identity_edges_found') }}

),

listed as (
    {%- for things, column in [
        ('customer_keys', 'person_id'),
        ('customers', 'person_id'),
        ('tickets', 'requester_id'),
        ('calls', 'caller_id'),
        ('survey_invitations', 'person_id'),
        ('survey_responses', 'person_id'),
        ('feedback', 'person_id'),
        ('edges', 'person_id'),
        ('edges', 'other_person_id'),
    ] %}

    select {{ column }} as person_id from {{ things }}

    where {{ column }} is not null

    {{ 'union' if not loop.last }}
    {%- endfor %}

)

select * from listed
