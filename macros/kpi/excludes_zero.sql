{#- Whether an interval lies on one side of zero, as a boolean; null without an interval. -#}
{%- macro excludes_zero(low, high) -%}
({{ low }} > 0 or {{ high }} < 0)
{%- endmacro -%}
