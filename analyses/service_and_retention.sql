-- Who leaves within 90 days after which experience, and how much more often than the silent.
with

risks as (

    select * from {{ ref('fct_service_to_retention') }}

)

select
    experience,
    tenure_band,
    landmark_count,
    churned_count,
    pending_count,
    100 * churn_rate as churn_percent,
    100 * low as low_percent,
    100 * high as high_percent,
    100 * risk_difference as points_more,
    100 * risk_difference_low as points_more_low,
    100 * risk_difference_high as points_more_high,
    is_significant,
    interpretation

from risks

order by tenure_band, experience
