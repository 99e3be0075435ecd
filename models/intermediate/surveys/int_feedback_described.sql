with

feedback as (

    select * from {{ ref('int_feedback_unioned') }}

),

described as (

    select * from {{ ref('int_survey_rows_described') }}

    where row_kind = 'feedback'

),

joined as (

    select
        feedback.feedback_id,
        feedback.feedback_source,
        feedback.polarity,
        feedback.themes,
        described.customer_id,
        described.identity_id,
        described.ticket_id,
        described.channel,
        described.team_id,
        described.priority,
        described.customer_segment,
        described.noted_on as given_on,
        feedback.given_at

    from feedback

    inner join described
        on feedback.feedback_id = described.row_id

)

select * from joined
