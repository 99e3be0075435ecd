{#- The day a naive UTC timestamp falls on in the reporting time zone; null stays null. -#}
{%- macro reporting_date(column) -%}
{{ local_date(column, var('reporting_time_zone')) }}
{%- endmacro -%}
