{#- Why a raw row cannot be used, as text that names columns and never values; null for a good row. -#}
{%- macro rejection(columns) -%}
case
    {%- for column in columns %}
    {%- set meta = column.config.get('meta', {}) %}
    {%- set text = "nullif(trim(" ~ adapter.quote(column.name) ~ "), '')" %}
    {%- if meta.get('required') %}
    when {{ text }} is null then '{{ column.name }} is missing'
    {%- endif %}
    {%- if column.data_type != 'varchar' %}
    when {{ text }} is not null and {{ typed_column(column) }} is null then '{{ column.name }} is not a {{ column.data_type }}'
    {%- endif %}
    {%- if meta.get('words') %}
    when lower({{ text }}) not in ('{{ meta.words | join("', '") }}') then '{{ column.name }} is not a word of the port'
    {%- endif %}
    {%- endfor %}
end
{%- endmacro -%}
