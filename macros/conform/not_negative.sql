{#- A number of seconds as it is, or null if it is negative; null stays null. -#}
{%- macro not_negative(column) -%}
case when {{ column }} >= 0 then {{ column }} end
{%- endmacro -%}
