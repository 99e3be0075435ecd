{#- A text as the given type; null where it cannot be that, so that no cast prints a value. -#}
{%- macro safe_cast(column, data_type) -%}
{{ return(adapter.dispatch('safe_cast', 'frontline')(column, data_type)) }}
{%- endmacro -%}

{%- macro default__safe_cast(column, data_type) -%}
{{ dbt.safe_cast(column, data_type) }}
{%- endmacro -%}

{%- macro duckdb__safe_cast(column, data_type) -%}
try_cast({{ column }} as {{ data_type }})
{%- endmacro -%}
