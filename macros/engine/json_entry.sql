{#- The value, as text, of the field of a JSON object that a column names; null where there is none, or no JSON. -#}
{%- macro json_entry(column, field_column) -%}
{{ return(adapter.dispatch('json_entry', 'frontline')(column, field_column)) }}
{%- endmacro -%}

{%- macro duckdb__json_entry(column, field_column) -%}
case when json_valid({{ column }}) then json_extract_string({{ column }}, '$."' || replace({{ field_column }}, '"', '""') || '"') end
{%- endmacro -%}
