{#- Which stretch of eight open hours, counted from 1, a running total of seconds is reached in; null stays null. -#}
{%- macro seconds_bucket(seconds) -%}
cast(ceil(({{ seconds }}) / 28800.0) as bigint)
{%- endmacro -%}
