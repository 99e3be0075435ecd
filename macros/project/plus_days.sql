{#- The date so many days after a date, or before it for a negative number; null stays null. -#}
{%- macro plus_days(column, days) -%}
cast({{ dbt.dateadd('day', days, column) }} as date)
{%- endmacro -%}
