{#- In which stretch of eight open hours, from 1, a total of seconds is reached; null stays null. -#}
{%- macro seconds_bucket(seconds) -%}
cast(ceil(({{ seconds }}) / 28800.0) as bigint)
{%- endmacro -%}
