{#- Whether a text that is JSON is of the kind array or object; null stays null. -#}
{%- macro json_begins(column, kind) -%}
{{ return(adapter.dispatch('json_begins', 'frontline')(column, kind)) }}
{%- endmacro -%}

{#- Where it begins says so, at half the cost of asking. -#}
{%- macro duckdb__json_begins(column, kind) -%}
{%- set bracket = {"array": "[", "object": "{"}[kind] -%}
(starts_with({{ column }}, '{{ bracket }}') or regexp_matches({{ column }}, '^\s*[{{ bracket }}]'))
{%- endmacro -%}
