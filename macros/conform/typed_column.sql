{#-
    A declared column as its data_type: trimmed text parsed, where what does not cast is null; a column
    already of the type as it is, but for times that text could not say, such as infinity.
-#}
{%- macro typed_column(column, is_native=false) -%}
{%- set name = adapter.quote(column.name) -%}
{%- if is_native -%}
case when {{ name }} >= cast('0001-01-01' as {{ column.data_type }}) and {{ name }} < cast('9999-12-31' as {{ column.data_type }}) then {{ name }} end
{%- elif column.data_type == 'timestamp' -%}
{{ parse_utc(name) }}
{%- else -%}
{{ safe_cast(name, column.data_type) }}
{%- endif -%}
{%- endmacro -%}
