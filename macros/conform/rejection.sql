{#- Why a raw row cannot be used, as text that names columns and never values; null for a good row. -#}
{%- macro rejection(columns, natives=[]) -%}
case
    when false then cast(null as {{ dbt.type_string() }})
    {%- for column in columns %}
    {%- set meta = column.config.get('meta', {}) %}
    {%- set is_native = column.name in natives %}
    {%- set text = adapter.quote(column.name) if is_native else "nullif(trim(" ~ adapter.quote(column.name) ~ "), '')" %}
    {%- if meta.get('required') %}
    when {{ text }} is null then '{{ column.name }} is missing'
    {%- endif %}
    {%- if column.data_type != 'varchar' and (not is_native or column.data_type in ('date', 'timestamp')) %}
    when {{ text }} is not null and {{ typed_column(column, is_native) }} is null then '{{ column.name }} is not a {{ column.data_type }}'
    {%- endif %}
    {%- if meta.get('holds') %}
    when {{ text }} is not null and not {{ is_json(text, meta.holds) }} then '{{ column.name }} is not a JSON {{ meta.holds }}'
    {%- endif %}
    {%- if meta.get('words') %}
    when lower({{ text }}) not in ('{{ meta.words | join("', '") }}') then '{{ column.name }} is not a word of the port'
    {%- endif %}
    {%- endfor %}
end
{%- endmacro -%}
