{%- set counting = 'partition by measure, instrument_id, subject, exclusion_reason' -%}
with

scored as (

    select * from {{ ref('int_survey_responses_scored') }}

),

judged as (

    select
        *,

        -- of few points the best alone is a satisfied answer, else the two best are
        case
            when exclusion_reason is not null or measure <> 'csat' then null
            when scale_width >= 3 then points_below_best < 2
            else points_below_best = 0
        end as is_satisfied,

        case
            when exclusion_reason is not null then null
            when measure = 'csat' and score_share >= 0.75 then 1
            when measure = 'csat' and score_share <= 0.25 then -1
            when measure = 'csat' then 0
            when measure = 'nps' and (scale_max <> 10 or scale_min not in (0, 1)) then null
            when measure = 'nps' and points_below_best <= 1 then 1
            when measure = 'nps' and points_below_best <= 3 then 0
            when measure = 'nps' then -1
            when measure not in ('ces_1', 'ces_2') then null
            when 2 * points_below_best < scale_width then 1
            when 2 * points_below_best = scale_width then 0
            else -1
        end as opinion,

        coalesce(
            'ticket ' || ticket_id,
            'call ' || call_id,
            'invitation ' || invitation_id,
            'response ' || response_id
        ) as subject

    from scored

),

-- questions of one response do not take each other's place
ranked as (

    select
        *,
        dense_rank() over ({{ counting }} order by responded_at desc, response_id desc) as recency

    from judged

),

compared as (

    select
        *,
        max(case when is_satisfied and recency > 1 then 1 else 0 end) over ({{ counting }})
            as was_satisfied

    from ranked

),

replaced as (

    select
        response_id,
        question_id,
        invitation_id,
        instrument_id,
        measure,
        audience,
        wave,
        customer_id,
        identity_id,
        ticket_id,
        call_id,
        agent_id,
        channel,
        team_id,
        priority,
        customer_segment,
        case
            when exclusion_reason is null and recency > 1 then 'superseded'
            else exclusion_reason
        end as exclusion_reason,
        scale_min,
        scale_max,
        score,
        points_below_best,
        score_share,
        opinion,
        response_weight,
        higher_is_better,
        is_satisfied,
        coalesce(recency = 1 and was_satisfied = 1 and not is_satisfied, false)
            as was_good_now_bad,
        responded_on,
        responded_at

    from compared

)

select * from replaced
