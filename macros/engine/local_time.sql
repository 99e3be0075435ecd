{#- What a clock in the zone shows at a naive UTC timestamp; null if either is. The zone must be one of known_time_zones(). -#}
{%- macro local_time(column, time_zone) -%}
{{ return(adapter.dispatch('local_time', 'frontline')(column, time_zone)) }}
{%- endmacro -%}

{%- macro duckdb__local_time(column, time_zone) -%}
timezone({{ time_zone }}, timezone('UTC', {{ column }}))
{%- endmacro -%}
