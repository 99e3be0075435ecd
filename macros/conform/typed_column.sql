{#-
    A declared column as its data_type: text parsed, where blank text and what does not cast are null; a
    column already of the type as it is, but for times that text could not say, such as infinity.
-#}
{%- macro typed_column(column, is_native=false) -%}
{%- set name = adapter.quote(column.name) -%}
{%- set text = "nullif(trim(" ~ name ~ "), '')" -%}
{%- if is_native and column.data_type in ('date', 'timestamp') -%}
case when {{ name }} >= cast('0001-01-01' as {{ column.data_type }}) and {{ name }} < cast('9999-12-31' as {{ column.data_type }}) then {{ name }} end
{%- elif is_native -%}
{{ name }}
{%- elif column.data_type == 'varchar' -%}
{{ text }}
{%- elif column.data_type == 'timestamp' -%}
{{ parse_utc(text) }}
{%- else -%}
{{ safe_cast(text, column.data_type) }}
{%- endif -%}
{%- endmacro -%}
