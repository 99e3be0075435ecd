{#- Fields of a JSON object, read at once: json_field() takes each from it. Null where there is no JSON. -#}
{%- macro json_fields(column, fields) -%}
{{ return(adapter.dispatch('json_fields', 'frontline')(column, fields)) }}
{%- endmacro -%}

{#- A text that is no JSON must not end the build; to ask first would parse each text twice. -#}
{%- macro duckdb__json_fields(column, fields) -%}
try(json_extract_string({{ column }}, ['$."{{ fields | join('"\', \'$."') }}"']))
{%- endmacro -%}
