{#- The date so many days after a date; null stays null. -#}
{%- macro day_after(column, days=1) -%}
cast({{ dbt.dateadd('day', days, column) }} as date)
{%- endmacro -%}
