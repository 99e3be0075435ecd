{#- Why a row of CTE parsed cannot be used, as text that names columns and never values; null for a good row. -#}
{%- macro rejection(columns, natives=[]) -%}
case
    when false then cast(null as {{ dbt.type_string() }})
    {%- for column in columns %}
    {%- set meta = column.config.get('meta', {}) %}
    {%- set given = adapter.quote(column.name) %}
    {%- if meta.get('required') %}
    when {{ given }} is null then '{{ column.name }} is missing'
    {%- endif %}
    {%- if value_of(column, natives) != given %}
    when {{ given }} is not null and {{ value_of(column, natives) }} is null then '{{ column.name }} is not a {{ column.data_type }}{{ ' of 1900 to 9999' if column.data_type in ('date', 'timestamp') }}'
    {%- endif %}
    {%- if meta.get('holds') %}
    when not {{ is_json(given, meta.holds) }} and trim({{ given }}) <> '' then '{{ column.name }} is not a JSON {{ meta.holds }}'
    {%- endif %}
    {%- if meta.get('words') %}
    when lower({{ given }}) not in ('{{ meta.words | join("', '") }}') then '{{ column.name }} is not a word of the port'
    {%- endif %}
    {%- endfor %}
end
{%- endmacro -%}
