{#- The four weights of an atom of a mean: boolean expressions for judged and too recent to judge, and the value, decimal(18, 3). -#}
{%- macro mean_weights(is_judged, value, is_pending) -%}
cast(case when {{ is_judged }} then {{ value }} else 0 end as decimal(18, 3)) as numerator,
cast(case when {{ is_judged }} then 1 else 0 end as decimal(18, 3)) as denominator,
cast(case when {{ is_judged }} then {{ squared(value) }} else 0 end as decimal(38, 6)) as sum_of_squares,
case when {{ is_pending }} then 1 else 0 end as pending_count
{%- endmacro -%}
