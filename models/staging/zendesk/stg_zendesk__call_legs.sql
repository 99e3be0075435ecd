{{ config(enabled=plugged_in('zendesk')) }}

with

call_legs as (

    select * from {{ ref('base_zendesk_talk__call_legs') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('zendesk_words') }}

),

numbered as (

    select
        *,
        row_number() over (partition by call_id order by created_at, id) as leg_number

    from call_legs

),

conformed as (

    select
        'zendesk' as vendor,
        '{{ instance_of('zendesk') }}' as instance,
        {{ vendor_id('zendesk', 'numbered.id') }} as call_leg_id,
        {{ vendor_id('zendesk', 'numbered.call_id') }} as call_id,
        cast(numbered.leg_number as integer) as leg_number,
        coalesce(kinds.port_word, 'unmapped') as leg_kind,
        cast(null as {{ dbt.type_string() }}) as team_id,
        {{ vendor_id('zendesk', 'nullif(numbered.agent_id, 0)') }} as agent_id,
        numbered.created_at as started_at,
        cast(null as timestamp) as answered_at,
        {{ seconds_after('numbered.created_at', 'numbered.duration') }} as ended_at,
        cast(null as decimal(18, 3)) as wait_seconds,
        numbered.talk_time as talk_seconds,
        numbered.hold_time as hold_seconds,
        numbered.wrap_up_time as wrap_seconds,

        case
            when nullif(numbered.transferred_to, 0) is not null and outcomes.port_word = 'answered'
                then 'transferred'
            else coalesce(outcomes.port_word, 'unmapped')
        end as outcome,

        numbered.updated_at as source_updated_at,
        numbered._loaded_at as loaded_at

    from numbered

    left join words as kinds
        on kinds.vocabulary = 'leg_kind'
        and {{ word_key('numbered.type') }} = kinds.vendor_word

    left join words as outcomes
        on outcomes.vocabulary in ('call_outcome', 'leg_outcome')
        and {{ word_key('numbered.completion_status') }} = outcomes.vendor_word

)

select * from conformed
