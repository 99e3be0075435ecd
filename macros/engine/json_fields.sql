{#- Fields of a JSON object, read at once: json_field() takes each from it. Null where there is no JSON. -#}
{%- macro json_fields(column, fields) -%}
{{ return(adapter.dispatch('json_fields', 'frontline')(column, fields)) }}
{%- endmacro -%}

{#- A text that is no JSON must not end the build. -#}
{%- macro duckdb__json_fields(column, fields) -%}
case when json_valid({{ column }}) then json_extract_string({{ column }}, ['$."{{ fields | join('"\', \'$."') }}"']) end
{%- endmacro -%}
