-- What customers complain about: themes by the share of negative feedback that names them.
-- Feedback can have several themes, so the shares add up to more than 1.
with

feedback as (

    select * from {{ ref('fct_feedback_items') }}

    where feedback_source <> 'employee'

),

themes as (

    select * from {{ ref('fct_feedback_themes') }}

),

totals as (

    select count(case when polarity = 'negative' then 1 end) as negative_count

    from feedback

),

counted as (

    select
        themes.theme,
        count(*) as feedback_count,
        count(case when feedback.polarity = 'negative' then 1 end) as negative_count,
        count(case when feedback.feedback_source = 'complaint' then 1 end) as complaint_count,
        max(case when feedback.polarity = 'negative' then feedback.given_on end) as last_negative_on

    from themes

    inner join feedback
        on themes.feedback_id = feedback.feedback_id

    group by 1

)

select
    counted.theme,
    counted.negative_count,
    1.0 * counted.negative_count / nullif(totals.negative_count, 0) as share_of_negative_feedback,
    1.0 * counted.negative_count / counted.feedback_count as negative_share_of_theme,
    counted.complaint_count,
    counted.last_negative_on

from counted

cross join totals

order by 2 desc, 1
