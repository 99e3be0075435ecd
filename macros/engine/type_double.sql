{#- The engine's name for an 8-byte float; dbt.type_float() is 4 bytes on some. -#}
{%- macro type_double() -%}
{{ return(adapter.dispatch('type_double', 'frontline')()) }}
{%- endmacro -%}

{%- macro default__type_double() -%}
double precision
{%- endmacro -%}

{%- macro duckdb__type_double() -%}
double
{%- endmacro -%}
