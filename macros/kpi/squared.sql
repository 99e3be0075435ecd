{#- The square of a decimal(18, 3) as decimal(38, 6), exact; a plain product of two such decimals overflows from a million on. Null stays null. -#}
{%- macro squared(column) -%}
cast(cast({{ column }} as decimal(19, 3)) * {{ column }} as decimal(38, 6))
{%- endmacro -%}
