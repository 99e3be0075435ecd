-- What is sent, answered and told in one shape, so that who and where is found once for all three.
with
{%- for port, moment in [
    ('survey_invitations', 'sent_at'), ('survey_responses', 'responded_at'), ('feedback', 'given_at')
] %}

{{ port }} as (

    select * from {{ ref('int_' ~ port ~ '_unioned') }}

    -- what comes after the moment of the build does not exist yet
    where coalesce({{ moment }} <= {{ as_of_at() }}, true)

),
{%- endfor %}

listed as (

    -- of employees no person is told
    select
        'invitation' as row_kind,
        invitation_id as row_id,
        cast(null as {{ dbt.type_string() }}) as question_id,
        case when audience = 'customer' then person_id end as person_id,
        ticket_id,
        call_id,
        agent_id,
        cast(null as {{ dbt.type_string() }}) as own_team_id,
        channel as own_channel,
        sent_at as noted_at

    from survey_invitations

    union all

    select
        'answer' as row_kind,
        response_id as row_id,
        question_id,
        case when audience = 'customer' then person_id end as person_id,
        ticket_id,
        call_id,
        agent_id,
        team_id as own_team_id,
        channel as own_channel,
        responded_at as noted_at

    from survey_responses

    union all

    select
        'feedback' as row_kind,
        feedback_id as row_id,
        cast(null as {{ dbt.type_string() }}) as question_id,
        case when feedback_source <> 'employee' then person_id end as person_id,
        ticket_id,
        cast(null as {{ dbt.type_string() }}) as call_id,
        cast(null as {{ dbt.type_string() }}) as agent_id,
        cast(null as {{ dbt.type_string() }}) as own_team_id,
        'unknown' as own_channel,
        given_at as noted_at

    from feedback

)

select * from listed
