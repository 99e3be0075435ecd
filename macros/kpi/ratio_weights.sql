{#- The four weights of an atom of a ratio, from two decimals: the part and the whole. A ratio has no interval, so no squares. -#}
{%- macro ratio_weights(part, whole) -%}
cast({{ part }} as decimal(18, 3)) as numerator,
cast({{ whole }} as decimal(18, 3)) as denominator,
cast(null as decimal(38, 6)) as sum_of_squares,
0 as pending_count
{%- endmacro -%}
