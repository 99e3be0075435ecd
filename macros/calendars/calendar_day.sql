{#- The date so many days, a column or a number, after var calendar_starts_on; null stays null. -#}
{%- macro calendar_day(days) -%}
{{ plus_days("cast('" ~ var('calendar_starts_on') ~ "' as date)", 'cast(' ~ days ~ ' as integer)') }}
{%- endmacro -%}
