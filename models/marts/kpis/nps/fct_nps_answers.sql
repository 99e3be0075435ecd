with

answers as (

    select * from {{ ref('fct_survey_responses') }}

    where measure = 'nps' and responded_on is not null

),

judged as (

    select
        *,
        'standard' as variant_id,
        coalesce(exclusion_reason, case when opinion is null then 'other_scale' end) as reason,

        -- promoters, passives and detractors
        cast(opinion as decimal(18, 3)) as answer_value

    from answers

),

{{ weighed_answers() }}

select * from weighed
