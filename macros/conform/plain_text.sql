{#- A value of a declared type as text that reads alike on every engine; null stays null. -#}
{%- macro plain_text(column, data_type) -%}
{%- if data_type == 'timestamp' -%}
{{ time_text(column) }}
{%- elif data_type == 'boolean' -%}
case when {{ column }} then 'true' when not {{ column }} then 'false' end
{%- elif data_type == 'varchar' -%}
{{ column }}
{%- else -%}
cast({{ column }} as {{ dbt.type_string() }})
{%- endif -%}
{%- endmacro -%}
