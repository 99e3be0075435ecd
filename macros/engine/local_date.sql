{#- The calendar day of a naive UTC timestamp in a named zone; null stays null. -#}
{%- macro local_date(column, time_zone) -%}
{{ return(adapter.dispatch('local_date', 'frontline')(column, time_zone)) }}
{%- endmacro -%}

{#- Two changes of zone cost more than all else about an atom, so UTC does without. -#}
{%- macro duckdb__local_date(column, time_zone) -%}
{%- if time_zone == 'UTC' -%}
cast({{ column }} as date)
{%- else -%}
cast(timezone('{{ time_zone }}', timezone('UTC', {{ column }})) as date)
{%- endif -%}
{%- endmacro -%}
