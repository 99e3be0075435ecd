{#- The calendar day of a naive UTC timestamp in a named zone; null stays null. -#}
{%- macro local_date(column, time_zone) -%}
{{ return(adapter.dispatch('local_date', 'frontline')(column, time_zone)) }}
{%- endmacro -%}

{%- macro duckdb__local_date(column, time_zone) -%}
cast(timezone('{{ time_zone }}', timezone('UTC', {{ column }})) as date)
{%- endmacro -%}
