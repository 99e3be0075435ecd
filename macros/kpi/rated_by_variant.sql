{#- The last CTE of a daily fact, rated: expects CTEs summed and variants; kpi_value is null over zero. -#}
{%- macro rated_by_variant(kpi_id) -%}
rated as (

    select
        variants.kpi_id,
        variants.variant_id,
        variants.is_default_variant,
        summed.metric_date,
        summed.channel,
        summed.team_id,
        summed.priority,
        summed.customer_segment,
        summed.numerator,
        summed.denominator,
        summed.sum_of_squares,
        summed.pending_count,
        {{ kpi_value('summed.numerator', 'summed.denominator', 'variants.has_denominator') }} as kpi_value,
        summed.final_on

    from summed

    inner join variants
        on variants.kpi_id = '{{ kpi_id }}'
        and summed.variant_id = variants.variant_id

)
{%- endmacro -%}
