{#- SHA-256 of key:value in hexadecimal: the only form in which identity leaves staging; null if either is. -#}
{%- macro keyed_hash(column, key_column) -%}
{{ return(adapter.dispatch('keyed_hash', 'frontline')(column, key_column)) }}
{%- endmacro -%}

{%- macro duckdb__keyed_hash(column, key_column) -%}
sha256({{ key_column }} || ':' || {{ column }})
{%- endmacro -%}
