{#- Whether a text is JSON of the kind array or object, never null. -#}
{%- macro is_json(column, kind) -%}
{{ return(adapter.dispatch('is_json', 'frontline')(column, kind)) }}
{%- endmacro -%}

{%- macro duckdb__is_json(column, kind) -%}
coalesce(json_valid({{ column }}) and {{ json_begins(column, kind) }}, false)
{%- endmacro -%}
