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
            when agent_state not in ('available', 'on_contact', 'wrap') then agent_state
            when piece_from >= piece_to then 'no_time'
            when handling_seconds = 0 and logged_in_seconds = 0 then 'counted_already'
        end as exclusion_reason

    from states

),

weighed as (

    select
        agent_id,
        'handling' as variant_id,
        'not_applicable' as channel,
        team_id,
        'not_applicable' as priority,
        'not_applicable' as customer_segment,
        agent_state,
        exclusion_reason,
        {{ ratio_weights('handling_seconds', 'logged_in_seconds') | indent(8) }},
        state_date as metric_date,
        {{ plus_days('state_date', 1) }} as final_on,
        started_at,
        told_ended_at,
        piece_from,
        piece_to

    from judged

)

select * from weighed
