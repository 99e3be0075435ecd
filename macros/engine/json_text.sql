{#- A field of a JSON object as text, a nested value as its JSON; null where there is none, or no JSON. -#}
{%- macro json_text(column, field) -%}
{{ return(adapter.dispatch('json_text', 'frontline')(column, field)) }}
{%- endmacro -%}

{#- A text that is no JSON must not end the build. -#}
{%- macro duckdb__json_text(column, field) -%}
case when json_valid({{ column }}) then json_extract_string({{ column }}, '$."{{ field }}"') end
{%- endmacro -%}
