{#-
    A declared column as its data_type: trimmed text parsed, where what does not cast is null, nor what an
    engine would round (1.0 is a whole number, 1.5 is none); a column
    already of the type as it is, but for times that text could not say, such as infinity.
-#}
{%- macro typed_column(column, is_native=false) -%}
{%- set name = adapter.quote(column.name) -%}
{%- if is_native -%}
case when {{ name }} >= cast('0001-01-01' as {{ column.data_type }}) and {{ name }} < cast('9999-12-31' as {{ column.data_type }}) then {{ name }} end
{%- elif column.data_type == 'timestamp' -%}
{{ parse_utc(name) }}
{%- elif column.data_type in ['integer', 'bigint'] -%}
{%- set whole = safe_cast(name, column.data_type) -%}
case
    when {{ name }} like '%.%' or {{ name }} like '%e%' or {{ name }} like '%E%'
        then case when {{ safe_cast(name, 'decimal(38, 9)') }} = {{ whole }} then {{ whole }} end
    else {{ whole }}
end
{%- else -%}
{{ safe_cast(name, column.data_type) }}
{%- endif -%}
{%- endmacro -%}
