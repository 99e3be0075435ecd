{#- The UTC time, naive, at which clocks of a zone show a naive timestamp; null if either is. The zone must be one of known_time_zones(). -#}
{%- macro utc_time(column, time_zone) -%}
{{ return(adapter.dispatch('utc_time', 'frontline')(column, time_zone)) }}
{%- endmacro -%}

{%- macro duckdb__utc_time(column, time_zone) -%}
timezone('UTC', timezone({{ time_zone }}, {{ column }}))
{%- endmacro -%}
