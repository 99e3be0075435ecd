{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

survey_responses as (

    select * from {{ ref('base_custom__survey_responses') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('custom_words') }}

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'survey_responses.response_id') }} as response_id,
        {{ vendor_id('custom', 'survey_responses.question_id') }} as question_id,
        {{ vendor_id('custom', 'survey_responses.invitation_id') }} as invitation_id,
        {{ vendor_id('custom', 'survey_responses.instrument_id') }} as instrument_id,
        lower(survey_responses.measure) as measure,
        survey_responses.scale_min,
        survey_responses.scale_max,

        -- ces_1 asks how much effort it was: of that, less is better
        coalesce(survey_responses.higher_is_better, lower(survey_responses.measure) <> 'ces_1')
            as higher_is_better,

        survey_responses.score,
        coalesce(survey_responses.response_weight, 1) as response_weight,
        coalesce(lower(survey_responses.audience), 'customer') as audience,

        -- employees answer without a name
        case
            when lower(survey_responses.audience) = 'employee' then null
            else {{ linked_id('survey_responses.person_id') | indent(8) }}
        end as person_id,

        {{ linked_id('survey_responses.ticket_id') | indent(8) }} as ticket_id,
        {{ linked_id('survey_responses.call_id') | indent(8) }} as call_id,

        case
            when lower(survey_responses.audience) = 'employee' then null
            else {{ linked_id('survey_responses.agent_id') | indent(8) }}
        end as agent_id,

        {{ linked_id('survey_responses.team_id') | indent(8) }} as team_id,
        coalesce(channels.port_word, 'unmapped') as channel,
        survey_responses.wave,
        survey_responses.responded_at,
        coalesce(survey_responses.is_test, false) as is_test,
        coalesce(survey_responses.is_partial, false) as is_partial,
        survey_responses.source_updated_at,
        survey_responses._loaded_at as loaded_at

    from survey_responses

    left join words as channels
        on channels.vocabulary in ('channel', 'survey_channel')
        and {{ word_key('survey_responses.channel') }} = channels.vendor_word

)

select * from conformed
