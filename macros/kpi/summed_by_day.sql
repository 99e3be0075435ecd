{#-
    The CTEs of a daily fact over event atoms: expects CTEs atoms and variants, ends in one called rated.
    A day is final once its last atom is; null while one of them can still change.
-#}
{%- macro summed_by_day(kpi_id) -%}
summed as (

    select
        variant_id,
        metric_date,
        channel,
        team_id,
        priority,
        customer_segment,
        cast(sum(numerator) as decimal(38, 3)) as numerator,
        cast(sum(denominator) as decimal(38, 3)) as denominator,
        cast(sum(sum_of_squares) as decimal(38, 6)) as sum_of_squares,
        cast(sum(pending_count) as bigint) as pending_count,
        case when count(*) = count(final_on) then max(final_on) end as final_on

    from atoms

    group by 1, 2, 3, 4, 5, 6

),

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
