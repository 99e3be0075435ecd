{{ config(enabled=plugged_in('custom'), materialized='view') }}

with

survey_invitations as (

    select * from {{ ref('base_custom__survey_invitations') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('custom_words') }}

),

conformed as (

    select
        'custom' as vendor,
        '{{ instance_of('custom') }}' as instance,
        {{ vendor_id('custom', 'survey_invitations.invitation_id') }} as invitation_id,
        {{ vendor_id('custom', 'survey_invitations.instrument_id') }} as instrument_id,
        coalesce(lower(survey_invitations.audience), 'customer') as audience,

        -- employees answer without a name
        case
            when lower(survey_invitations.audience) = 'employee' then null
            else {{ linked_id('survey_invitations.person_id') | indent(8) }}
        end as person_id,

        {{ linked_id('survey_invitations.ticket_id') | indent(8) }} as ticket_id,
        {{ linked_id('survey_invitations.call_id') | indent(8) }} as call_id,

        case
            when lower(survey_invitations.audience) = 'employee' then null
            else {{ linked_id('survey_invitations.agent_id') | indent(8) }}
        end as agent_id,

        coalesce(channels.port_word, 'unmapped') as channel,
        survey_invitations.sent_at,
        survey_invitations.source_updated_at,
        survey_invitations._loaded_at as loaded_at

    from survey_invitations

    left join words as channels
        on channels.vocabulary in ('channel', 'survey_channel')
        and {{ word_key('survey_invitations.channel') }} = channels.vendor_word

)

select * from conformed
