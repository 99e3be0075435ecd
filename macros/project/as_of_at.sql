{#- The moment the numbers speak of, as a naive UTC timestamp: var as_of, else the start of the run. -#}
{%- macro as_of_at() -%}
cast('{{ var("as_of") or run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp)
{%- endmacro -%}
