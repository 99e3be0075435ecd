{#- Days from one date to another, as an integer, negative if the other is earlier; null stays null. -#}
{%- macro days_between(from_date, to_date) -%}
{{ return(adapter.dispatch('days_between', 'frontline')(from_date, to_date)) }}
{%- endmacro -%}

{%- macro default__days_between(from_date, to_date) -%}
cast({{ dbt.datediff(from_date, to_date, 'day') }} as integer)
{%- endmacro -%}

{%- macro duckdb__days_between(from_date, to_date) -%}
cast(date_diff('day', {{ from_date }}, {{ to_date }}) as integer)
{%- endmacro -%}
