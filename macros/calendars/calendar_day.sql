{#- The date so many days after the first day of the calendar, var calendar_starts_on; days is a column or a number. -#}
{%- macro calendar_day(days) -%}
{{ plus_days("cast('" ~ var('calendar_starts_on') ~ "' as date)", 'cast(' ~ days ~ ' as integer)') }}
{%- endmacro -%}
