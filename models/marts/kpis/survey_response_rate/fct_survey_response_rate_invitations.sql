{#- The definition; in words: _survey_response_rate__docs.md. Its parameter: the next line. -#}
{%- set window_days = var('survey_response_window_days', 14) -%}
with

invitations as (

    select * from {{ ref('int_survey_invitations_unioned') }}

),

described as (

    select * from {{ ref('int_survey_rows_described') }}

    where row_kind = 'invitation'

),

answers as (

    select * from {{ ref('int_survey_responses_unioned') }}

    where score is not null and not is_test and not is_partial and responded_at <= {{ as_of_at() }}

),

windowed as (

    select
        described.*,
        invitations.instrument_id,
        case when invitations.audience = 'employee' then 'employee' end as reason,
        {{ dbt.dateadd('day', window_days, 'described.noted_at') }} as window_ends_at

    from described

    inner join invitations
        on described.row_id = invitations.invitation_id

),

answered as (

    select
        windowed.row_id,
        min(answers.responded_at) as first_answered_at

    from windowed

    inner join answers
        on windowed.row_id = answers.invitation_id
        and windowed.noted_at <= answers.responded_at
        and windowed.window_ends_at >= answers.responded_at

    group by 1

),

judged as (

    select
        windowed.*,
        answered.first_answered_at,
        windowed.window_ends_at <= {{ as_of_at() }} as is_mature

    from windowed

    left join answered
        on windowed.row_id = answered.row_id

),

weighed as (

    select
        row_id as invitation_id,
        'sent' as variant_id,
        instrument_id,
        customer_id,
        channel,
        team_id,
        priority,
        customer_segment,
        reason as exclusion_reason,
        {{ share_weights(
            'reason is null and is_mature',
            'first_answered_at is not null',
            'reason is null and not is_mature'
        ) | indent(8) }},
        noted_on as metric_date,
        {{ plus_days(reporting_date(
            'case when reason is null then window_ends_at else noted_at end'
        ), 1) }} as final_on,
        noted_at as sent_at,
        first_answered_at,
        window_ends_at

    from judged

)

select * from weighed
