{#- The first part of a text that a regular expression matches; null where nothing does. -#}
{%- macro text_matched(column, pattern) -%}
{{ return(adapter.dispatch('text_matched', 'frontline')(column, pattern)) }}
{%- endmacro -%}

{%- macro duckdb__text_matched(column, pattern) -%}
nullif(regexp_extract({{ column }}, '{{ pattern }}'), '')
{%- endmacro -%}
