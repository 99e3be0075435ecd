{#- The calendar day of a naive UTC timestamp in a named zone; null stays null. -#}
{%- macro local_date(column, time_zone) -%}
{{ return(adapter.dispatch('local_date', 'frontline')(column, time_zone)) }}
{%- endmacro -%}

{%- macro duckdb__local_date(column, time_zone) -%}
{#- the calendar library costs more than the rest of an atom, and in UTC it changes nothing -#}
{%- if time_zone == 'UTC' -%}
cast({{ column }} as date)
{%- else -%}
cast(timezone('{{ time_zone }}', timezone('UTC', {{ column }})) as date)
{%- endif -%}
{%- endmacro -%}
