{#-
    The definition of handle time; in words: _handle_time__docs.md.
    A view over the facts of core: a table would hold every call three times.
-#}
{{ config(materialized='view') }}

{%- set no_leg = 'cast(null as ' ~ dbt.type_string() ~ ')' %}
{%- set things = {'calls': no_leg, 'legs': 'call_leg_id'} %}

with

calls as (

    select * from {{ ref('fct_calls') }}

),

legs as (

    select * from {{ ref('fct_call_legs') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'handle_time'

),

handlings as (

    {%- for thing, leg_id in things.items() %}

    select
        call_id,
        {{ leg_id }} as call_leg_id,
        '{{ thing }}' as handled_thing,
        channel,
        team_id,
        agent_id,
        customer_segment,
        outcome,
        exclusion_reason,
        talk_seconds,
        hold_seconds,
        handle_seconds,
        is_answered,
        is_over,
        queue_date

    from {{ thing }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

timed as (

    select
        handlings.*,
        variants.variant_id,
        case
            when variants.variant_id in ('contact', 'leg') then handlings.handle_seconds
            when variants.variant_id = 'contact_talk_only' then handlings.talk_seconds
            else handlings.handle_seconds - coalesce(handlings.hold_seconds, 0)
        end as duration_seconds

    from handlings

    inner join variants
        on handlings.handled_thing
        = case when variants.variant_id like 'leg%' then 'legs' else 'calls' end

),

judged as (

    select
        *,
        outcome = 'in_queue' or (is_answered and not is_over) as is_pending,
        case
            when exclusion_reason is not null then exclusion_reason
            when outcome = 'in_queue' then null
            when not is_answered then outcome
            when is_over and duration_seconds is null then 'unknown_duration'
        end as reason

    from timed

),

weighed as (

    select
        call_id,
        call_leg_id,
        variant_id,
        agent_id,
        channel,
        team_id,
        'not_applicable' as priority,
        customer_segment,
        outcome,
        reason as exclusion_reason,
        duration_seconds,
        {{ mean_weights(
            'reason is null and not is_pending', 'duration_seconds', 'reason is null and is_pending'
        ) | indent(8) }},
        queue_date as metric_date,
        case when reason is not null or not is_pending then {{ plus_days('queue_date', 1) }} end
            as final_on

    from judged

)

select * from weighed
