{#-
    The last CTE of the atoms of a survey KPI, weighed: expects CTE judged, answers with variant_id, reason and
    answer_value, which may be null where there is a reason. An answer counts for its response_weight.
-#}
{%- macro weighed_answers() -%}
weighed as (

    select
        response_id,
        question_id,
        variant_id,
        customer_id,
        ticket_id,
        call_id,
        agent_id,
        channel,
        team_id,
        priority,
        customer_segment,
        reason as exclusion_reason,
        score,
        {{ mean_weights('reason is null', 'answer_value', 'false', 'response_weight') | indent(8) }},
        responded_on as metric_date,
        {{ plus_days('responded_on', 1) }} as final_on,
        responded_at

    from judged

)
{%- endmacro -%}
