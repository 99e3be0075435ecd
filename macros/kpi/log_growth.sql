{#- Natural logarithm of g = 1.01 / 0.99, the growth of duration bins for 1 % error, as a double. -#}
{%- macro log_growth() -%}
cast(0.020000666706669524 as {{ type_double() }})
{%- endmacro -%}
