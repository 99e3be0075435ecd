{#- The one division of a daily row, as a double: null over zero; a count is its own value. -#}
{%- macro kpi_value(numerator, denominator, has_denominator) -%}
case
    when {{ has_denominator }}
        then cast({{ numerator }} as {{ type_double() }}) / nullif(cast({{ denominator }} as {{ type_double() }}), 0)
    else cast({{ numerator }} as {{ type_double() }})
end
{%- endmacro -%}
