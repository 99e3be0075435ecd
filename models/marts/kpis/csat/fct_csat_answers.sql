with

answers as (

    select * from {{ ref('fct_survey_responses') }}

    where measure = 'csat' and responded_on is not null

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'csat'

),

paired as (

    select
        answers.*,
        variants.variant_id,

        case
            when answers.exclusion_reason is not null then answers.exclusion_reason
            when
                variants.variant_id = 'mean'
                and (answers.scale_min <> 1 or answers.scale_max <> 5)
                then 'other_scale'
            when
                variants.variant_id = 'good_bad'
                and answers.scale_max - answers.scale_min <> 1
                then 'other_scale'
        end as reason

    from answers

    cross join variants

),

judged as (

    select
        *,
        cast(case
            when reason is not null then null
            when variant_id = 'mean' then 5 - points_below_best
            when variant_id = 'top_2' and is_satisfied then 1
            when variant_id in ('top_1', 'good_bad') and points_below_best = 0 then 1
            else 0
        end as decimal(18, 3)) as answer_value

    from paired

),

{{ weighed_answers() }}

select * from weighed
