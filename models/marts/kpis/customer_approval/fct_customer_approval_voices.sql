{#- The definition; in words: _customer_approval__docs.md. Its parameter: the next line. -#}
{%- set voice_days = var('approval_voice_days', 28) -%}
with

voices as (

    select * from {{ ref('int_voices_unioned') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'customer_approval'

),

followed as (

    select
        *,
        case when customer_id is null then 'unknown_customer' end as reason,
        {{ plus_days('spoken_on', voice_days - 1) }} as fades_on,

        lead(spoken_on) over (
            partition by customer_id
            order by spoken_at, voice_source, voice_id, question_id
        ) as spoken_again_on

    from voices

),

judged as (

    select
        followed.*,
        variants.variant_id,
        case
            when variants.variant_id = 'net' then followed.opinion
            when followed.opinion = 1 then 1
            else 0
        end as voice_value,

        -- of several voices on one day only the last has a day at all
        case
            when followed.reason is null and followed.spoken_again_on <= followed.fades_on
                then {{ plus_days('followed.spoken_again_on', -1) }}
            else followed.fades_on
        end as ends_on

    from followed

    cross join variants

),

weighed as (

    select
        voice_source,
        voice_id,
        question_id,
        variant_id,
        customer_id,
        channel,
        'not_applicable' as team_id,
        'not_applicable' as priority,
        customer_segment,
        opinion,
        reason as exclusion_reason,
        {{ mean_weights('reason is null', 'voice_value', 'false') | indent(8) }},
        spoken_on as starts_on,
        ends_on,
        spoken_at

    from judged

)

select * from weighed
