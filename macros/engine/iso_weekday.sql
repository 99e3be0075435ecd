{#- The ISO weekday of a date, 1 Monday to 7 Sunday, as an integer. -#}
{%- macro iso_weekday(column) -%}
{{ return(adapter.dispatch('iso_weekday', 'frontline')(column)) }}
{%- endmacro -%}

{%- macro duckdb__iso_weekday(column) -%}
cast(isodow({{ column }}) as integer)
{%- endmacro -%}
