{#- A view: a table would hold every stretch of an agent's time once more. -#}
{{ config(materialized='view') }}

with

states as (

    select * from {{ ref('int_agent_states_split') }}

),

judged as (

    select
        *,
        case
            when scheduled_state is null then 'not_scheduled'
            when scheduled_state in ('offline', 'unmapped') then scheduled_state
            when piece_from >= piece_to then 'no_time'
            when adherent_seconds = 0 and scheduled_seconds = 0 then 'counted_already'
        end as exclusion_reason

    from states

),

weighed as (

    select
        agent_id,
        'seconds' as variant_id,
        'not_applicable' as channel,
        team_id,
        'not_applicable' as priority,
        'not_applicable' as customer_segment,
        agent_state,
        scheduled_state,
        exclusion_reason,
        {{ ratio_weights('adherent_seconds', 'scheduled_seconds') | indent(8) }},
        state_date as metric_date,
        {{ plus_days('state_date', 1) }} as final_on,
        started_at,
        told_ended_at,
        piece_from,
        piece_to

    from judged

)

select * from weighed
