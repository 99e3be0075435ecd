{#- One limit of an XmR chart from the centre and the mean moving range of its baseline: side is -1 or 1; null stays null. -#}
{%- macro control_limit(centre, mean_range, side) -%}
{{ centre }} + {{ side }} * 2.66 * {{ mean_range }}
{%- endmacro -%}
