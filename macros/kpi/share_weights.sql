{#- The four weights of an atom of a share, from boolean expressions: judged at all, good, too recent to judge. -#}
{%- macro share_weights(is_judged, is_good, is_pending) -%}
cast(case when {{ is_judged }} and {{ is_good }} then 1 else 0 end as decimal(18, 3)) as numerator,
cast(case when {{ is_judged }} then 1 else 0 end as decimal(18, 3)) as denominator,
cast(case when {{ is_judged }} and {{ is_good }} then 1 else 0 end as decimal(38, 6)) as sum_of_squares,
case when {{ is_pending }} then 1 else 0 end as pending_count
{%- endmacro -%}
