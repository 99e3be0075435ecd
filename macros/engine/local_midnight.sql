{#- The first moment of a calendar day in a named zone, as a naive UTC timestamp; null stays null. -#}
{%- macro local_midnight(day, time_zone) -%}
{{ return(adapter.dispatch('local_midnight', 'frontline')(day, time_zone)) }}
{%- endmacro -%}

{#- Where midnight comes twice, the engine takes the second; an hour before that is the first. -#}
{%- macro duckdb__local_midnight(day, time_zone) -%}
{%- set midnight = "timezone('UTC', timezone('" ~ time_zone ~ "', cast(" ~ day ~ " as timestamp)))" -%}
{%- set earlier = '(' ~ midnight ~ ' - to_hours(1))' -%}
case when {{ local_date(earlier, time_zone) }} = {{ day }} then {{ earlier }} else {{ midnight }} end
{%- endmacro -%}
