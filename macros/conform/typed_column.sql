{#- A declared column's text as its data_type; blank text is null, and so is what does not cast. -#}
{%- macro typed_column(column) -%}
{%- set text = "nullif(trim(" ~ adapter.quote(column.name) ~ "), '')" -%}
{%- if column.data_type == 'varchar' -%}
{{ text }}
{%- elif column.data_type == 'timestamp' -%}
{{ parse_utc(text) }}
{%- else -%}
{{ safe_cast(text, column.data_type) }}
{%- endif -%}
{%- endmacro -%}
