{#- Whether a text is JSON of the kind array or object, never null. -#}
{%- macro is_json(column, kind) -%}
{{ return(adapter.dispatch('is_json', 'frontline')(column, kind)) }}
{%- endmacro -%}

{#- Where it begins says of which kind it is, at half the cost of asking. -#}
{%- macro duckdb__is_json(column, kind) -%}
coalesce(json_valid({{ column }}) and regexp_matches({{ column }}, '^\s*[{{ {"array": "[", "object": "{"}[kind] }}]'), false)
{%- endmacro -%}
