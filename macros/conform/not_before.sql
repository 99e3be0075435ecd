{#- A time as it is, or null if it lies before the other one; null stays null. -#}
{%- macro not_before(column, start_at) -%}
case when {{ column }} >= {{ start_at }} then {{ column }} end
{%- endmacro -%}
