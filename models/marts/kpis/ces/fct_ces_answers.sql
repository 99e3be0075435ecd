{#- The definition; in words: _ces__docs.md. Its parameter: the next line. -#}
{%- set scale_max_2 = var('ces_2_scale_max', 7) -%}
with

answers as (

    select * from {{ ref('fct_survey_responses') }}

    where measure in ('ces_1', 'ces_2') and responded_on is not null

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'ces'

),

-- the two versions ask the opposite of each other: no variant takes both
paired as (

    select
        answers.*,
        variants.variant_id,
        case
            when answers.exclusion_reason is not null then answers.exclusion_reason
            when
                variants.variant_id = 'mean_1'
                and (answers.scale_min <> 1 or answers.scale_max <> 5)
                then 'other_scale'
            when
                variants.variant_id = 'mean_2'
                and (answers.scale_min <> 1 or answers.scale_max <> {{ scale_max_2 }})
                then 'other_scale'
        end as reason

    from answers

    inner join variants
        on (answers.measure = 'ces_1' and variants.variant_id in ('low_effort_1', 'mean_1'))
        or (answers.measure = 'ces_2' and variants.variant_id in ('low_effort_2', 'mean_2'))

),

judged as (

    select
        *,
        cast(case
            when reason is not null then null
            when variant_id = 'mean_1' then 1 + points_below_best
            when variant_id = 'mean_2' then {{ scale_max_2 }} - points_below_best
            when opinion = 1 then 1
            else 0
        end as decimal(18, 3)) as answer_value

    from paired

),

{{ weighed_answers() }}

select * from weighed
