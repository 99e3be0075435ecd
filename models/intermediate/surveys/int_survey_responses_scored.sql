with

responses as (

    select * from {{ ref('int_survey_responses_unioned') }}

),

described as (

    select * from {{ ref('int_survey_rows_described') }}

    where row_kind = 'answer'

),

measured as (

    select
        *,
        scale_max - scale_min as scale_width,
        case when higher_is_better then scale_max - score else score - scale_min end
            as points_below_best,

        case
            when audience = 'employee' then 'employee'
            when is_test then 'test'
            when is_partial then 'partial'
            when score is null or responded_at is null then 'not_answered'
            when score < scale_min or score > scale_max or scale_max <= scale_min
                then 'out_of_scale'

            -- nobody speaks for less than nobody, or for more than a million
            when response_weight <= 0 or response_weight > 1000000 then 'unusable_weight'
        end as exclusion_reason

    from responses

),

scored as (

    select
        measured.response_id,
        measured.question_id,
        measured.invitation_id,
        measured.instrument_id,
        measured.measure,
        measured.audience,
        measured.wave,
        described.customer_id,
        described.identity_id,
        described.ticket_id,
        described.call_id,
        case when measured.audience = 'customer' then described.agent_id end as agent_id,
        described.channel,
        described.team_id,
        described.priority,
        described.customer_segment,
        measured.exclusion_reason,
        measured.scale_min,
        measured.scale_max,
        measured.score,
        measured.scale_width,
        measured.points_below_best,
        case
            when measured.exclusion_reason is null
                then cast(
                    (measured.scale_width - measured.points_below_best)
                    / nullif(measured.scale_width, 0) as decimal(9, 6)
                )
        end as score_share,
        measured.response_weight,
        measured.higher_is_better,
        described.noted_on as responded_on,
        measured.responded_at

    from measured

    inner join described
        on measured.response_id = described.row_id
        and measured.question_id = described.question_id

)

select * from scored
