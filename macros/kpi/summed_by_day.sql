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

{{ rated_by_variant(kpi_id) }}
{%- endmacro -%}
