{#- Elapsed seconds from one timestamp to another as decimal(18, 3), to the millisecond; null if either is. -#}
{%- macro seconds_between(start_at, end_at) -%}
{{ return(adapter.dispatch('seconds_between', 'frontline')(start_at, end_at)) }}
{%- endmacro -%}

{#- date_diff counts boundaries crossed; epoch arithmetic on integers is exact. -#}
{%- macro duckdb__seconds_between(start_at, end_at) -%}
cast(cast(epoch_ms({{ end_at }}) - epoch_ms({{ start_at }}) as decimal(18, 0)) * 0.001 as decimal(18, 3))
{%- endmacro -%}
