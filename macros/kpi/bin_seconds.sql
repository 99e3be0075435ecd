{#- The seconds that stand for a bin, within 1 % of all it holds: 2 * g^bin / (g + 1) milliseconds; 0 for bin -1, null for null. -#}
{%- macro bin_seconds(bin) -%}
case
    when {{ bin }} < 0 then cast(0 as {{ type_double() }})
    else 2 * exp({{ bin }} * {{ log_growth() }}) / (exp({{ log_growth() }}) + 1) / 1000
end
{%- endmacro -%}
